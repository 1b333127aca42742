namespace BayesBench.Kernels.Gradients;

/// <summary>Expectations of products at a noise e and its mirror image, x+ = mean + standardDeviation e and x- beside it.</summary>
internal struct MirroredExpectations
{
    /// <summary><c>E f(x+) f(x-) e^2</c>.</summary>
    public float First;

    /// <summary><c>E f(x+) f(x-) (e^2 - 1)^2</c>.</summary>
    public float Second;

    /// <summary><c>E f'(x+) f'(x-)</c>.</summary>
    public float Slopes;

    /// <summary><c>E f'(x+) f'(x-) e^2</c>.</summary>
    public float SlopesNoise;
}

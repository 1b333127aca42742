using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Probability;

namespace BayesBench.Kernels.Gradients;

/// <summary>A gamma law of which ln x is expected, as kernels take it; in double, as draws from it are.</summary>
internal readonly struct GammaProblem
{
    public readonly double Shape;
    public readonly double LogRate;
    public readonly double Digamma; // of the shape

    /// <summary>The gradient by the rate of whatever follows a path, -1 / rate.</summary>
    public readonly float ByRate;

    /// <summary>What an attempt at a draw needs to know.</summary>
    public readonly DeviceGammaShape Attempt;

    public GammaProblem(float shape, float rate)
    {
        Shape = shape;
        LogRate = DeviceDouble.Log(rate);
        Digamma = DeviceGammaFunction.Digamma(shape);
        ByRate = -1f / rate;
        Attempt = DeviceGammaShape.Of(shape);
    }
}

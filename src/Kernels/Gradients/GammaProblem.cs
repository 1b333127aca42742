using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Probability;

namespace BayesBench.Kernels.Gradients;

/// <summary>By how much the shape that an estimator draws from is above the law's own: 0 or 1.</summary>
internal interface IGammaLift
{
    static abstract float Lift { get; }
}

/// <summary>A gamma law of which ln x is expected, as kernels take it; in double, as draws from it are.</summary>
internal readonly struct GammaProblem
{
    public readonly double Shape;
    public readonly double Drawn; // the shape that is drawn from
    public readonly double LogRate;
    public readonly double Digamma; // of the shape that is drawn from

    /// <summary>The gradient by the rate of whatever follows a path, -1 / rate.</summary>
    public readonly float ByRate;

    /// <summary>What an attempt at a draw needs to know.</summary>
    public readonly DeviceGammaShape Attempt;

    public GammaProblem(float shape, float rate, float lift)
    {
        Shape = shape;
        Drawn = (double)shape + lift;
        LogRate = DeviceDouble.Log(rate);
        Digamma = DeviceGammaFunction.Digamma(Drawn);
        ByRate = -1f / rate;
        Attempt = DeviceGammaShape.Of(Drawn);
    }
}

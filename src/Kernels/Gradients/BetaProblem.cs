using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Probability;

namespace BayesBench.Kernels.Gradients;

/// <summary>A beta law of which ln x is expected, as kernels take it; in double, as draws from it are.</summary>
internal readonly struct BetaProblem
{
    public readonly double Alpha;
    public readonly double Beta;
    public readonly double MeanLog; // E ln x
    public readonly double MeanLogRest; // E ln(1 - x)

    /// <summary>What attempts at the two gamma draws need to know.</summary>
    public readonly DeviceGammaShape First;
    public readonly DeviceGammaShape Second;

    public BetaProblem(float alpha, float beta)
    {
        Alpha = alpha;
        Beta = beta;
        MeanLog = -DeviceGammaFunction.DigammaDifference(Alpha, Beta);
        MeanLogRest = -DeviceGammaFunction.DigammaDifference(Beta, Alpha);
        First = DeviceGammaShape.Of(Alpha);
        Second = DeviceGammaShape.Of(Beta);
    }
}

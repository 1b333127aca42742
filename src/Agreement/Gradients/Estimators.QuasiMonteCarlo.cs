using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators on points that are spread more evenly than independent ones.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] QuasiMonteCarlos =>
    [
        new("quasi-monte-carlo-pathwise", OnNormal(QuasiMonteCarloPathwise.NormalMoments, QuasiMonteCarloPathwiseKernels.Normal))
        {
            TakesSamples = true, TakesPowersOfTwo = true,
        },
    ];
}

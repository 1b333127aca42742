using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators that weigh samples by their ranks.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] Ranks =>
    [
        new("tail-adaptive", OnBound(TailAdaptive.BoundMoments, TailAdaptiveKernels.Bound)) { TakesSamples = true, IsUnbiased = false },
    ];
}

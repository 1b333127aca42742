using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators for laws that no shift and scale of one noise makes.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] Gammas =>
    [
        new("implicit-pathwise", OnGamma(ImplicitPathwise.GammaMoments, ImplicitPathwiseKernels.Gamma)),
        new("rejection-pathwise", OnGamma(RejectionPathwise.GammaMoments, RejectionPathwiseKernels.Gamma) with
        {
            Takes = problem => problem is GammaProblem { Shape: >= 1 },
        }),
        new(
            "augmented-rejection-pathwise",
            OnGamma(AugmentedRejectionPathwise.GammaMoments, AugmentedRejectionPathwiseKernels.Gamma) with
            {
                // It is unbiased below, too, but its kurtosis soon in the thousands: no study would end.
                Takes = problem => problem is GammaProblem { Shape: >= 1 },
            }),
    ];

    private static EstimatorOn OnGamma(
        Func<double, double, GradientMoments> exact, Func<float, float, GradientSampler> sampler) =>
        EstimatorOn.Of<GammaProblem>(p => exact(p.Shape, p.Rate), p => sampler((float)p.Shape, (float)p.Rate));
}

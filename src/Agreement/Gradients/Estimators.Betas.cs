using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators for a beta law.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] Betas =>
    [
        new("beta-implicit-pathwise", OnBeta(BetaImplicitPathwise.BetaMoments, BetaImplicitPathwiseKernels.Beta)),
        new("beta-quotient-pathwise", OnBeta(BetaQuotientPathwise.BetaMoments, BetaQuotientPathwiseKernels.Beta)),
    ];

    private static EstimatorOn OnBeta(
        Func<double, double, GradientMoments> exact, Func<float, float, GradientSampler> sampler) =>
        EstimatorOn.Of<BetaProblem>(p => exact(p.Alpha, p.Beta), p => sampler((float)p.Alpha, (float)p.Beta));
}

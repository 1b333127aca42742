using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Reparametrised rejection sampling with shape augmentation and its kernels.</summary>
public sealed class AugmentedRejectionPathwiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfGamma = new(
        new EstimatorEntry("augmented-rejection-pathwise", EstimatorOn.Of<GammaProblem>(Moments, Sampler)), // of any shape
        IsNormal: true,
        (problem, noise) => AugmentedRejectionPathwise.Gamma(((GammaProblem)problem).Shape, ((GammaProblem)problem).Rate, noise[..2]),
        (problem, noise, _) => RoundingOfGammaCalls.AugmentedRejectionPathwise((GammaProblem)problem, noise))
    {
        Arguments = GammaProblem.Arguments(leastShape: 0.1),
        Accepts = AcceptedNoise.Augmented,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfGamma.Given(
            AugmentedRejectionPathwise.Gamma,
            (device, batch) => AugmentedRejectionPathwiseKernels.Gamma(device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2))),
        OfGamma.Replicate(AugmentedRejectionPathwise.GammaReplicate),
        OfGamma.Block(AugmentedRejectionPathwise.GammaBlock),
        new Agreement(
            AugmentedRejectionPathwise.GammaMoments,
            (device, batch) => AugmentedRejectionPathwiseKernels.GammaMoments(device, batch.In(0), batch.In(1), batch.Out(2), batch.Out(2)),
            OfGamma.Arguments.Draw,
            RoundedOnce.Bound(
                "a quadrature of positive terms, to a thousandth of that",
                (_, expected) => GammaProblem.QuadratureUnits * Math.Abs(expected)))
        {
            Calls = 256,
        },
    ];

    private static GradientMoments Moments(GammaProblem problem) =>
        AugmentedRejectionPathwise.GammaMoments(problem.Shape, problem.Rate);

    private static GradientSampler Sampler(GammaProblem problem) =>
        AugmentedRejectionPathwiseKernels.Gamma((float)problem.Shape, (float)problem.Rate);
}

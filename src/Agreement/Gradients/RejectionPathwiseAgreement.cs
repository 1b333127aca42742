using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Reparametrised rejection sampling and its kernels.</summary>
public sealed class RejectionPathwiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfGamma = new(
        Estimators.Find("rejection-pathwise"),
        IsNormal: true,
        (problem, noise) => RejectionPathwise.Gamma(((GammaProblem)problem).Shape, ((GammaProblem)problem).Rate, noise[0]),
        (problem, noise, _) => RoundingOfGammaCalls.RejectionPathwise((GammaProblem)problem, noise))
    {
        Arguments = GammaProblem.Arguments(leastShape: 1),
        Accepts = AcceptedNoise.Normal,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfGamma.Given(
            RejectionPathwise.Gamma,
            (device, batch) => RejectionPathwiseKernels.Gamma(device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2))),
        OfGamma.Replicate(RejectionPathwise.GammaReplicate),
        OfGamma.Block(RejectionPathwise.GammaBlock),
        new Agreement(
            RejectionPathwise.GammaMoments,
            (device, batch) => RejectionPathwiseKernels.GammaMoments(device, batch.In(0), batch.In(1), batch.Out(2), batch.Out(2)),
            OfGamma.Arguments.Draw,
            RoundedOnce.Bound(
                "a quadrature of positive terms, to a thousandth of that",
                (_, expected) => GammaProblem.QuadratureUnits * Math.Abs(expected)))
        {
            Calls = 256,
        },
    ];
}

using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Implicit reparametrisation of a beta law and its kernels.</summary>
public sealed class BetaImplicitPathwiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfBeta = new(
        Estimators.Find("beta-implicit-pathwise"),
        IsNormal: true,
        (problem, noise) => BetaImplicitPathwise.Beta(((BetaProblem)problem).Alpha, ((BetaProblem)problem).Beta, noise[0]),
        (problem, noise, _) => RoundingOfBetaCalls.ImplicitPathwise((BetaProblem)problem, noise))
    {
        Arguments = BetaProblem.Arguments,
        Accepts = AcceptedNoise.LogOdds,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBeta.Given(
            BetaImplicitPathwise.Beta,
            (device, batch) => BetaImplicitPathwiseKernels.Beta(device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2))),
        OfBeta.Replicate(BetaImplicitPathwise.BetaReplicate),
        OfBeta.Block(BetaImplicitPathwise.BetaBlock),
        new Agreement(
            BetaImplicitPathwise.BetaMoments,
            (device, batch) => BetaImplicitPathwiseKernels.BetaMoments(device, batch.In(0), batch.In(1), batch.Out(2), batch.Out(2)),
            OfBeta.Arguments.Draw,
            RoundedOnce.Bound(
                "a quadrature of positive terms, to a thousandth of that",
                (_, expected) => GammaProblem.QuadratureUnits * Math.Abs(expected)))
        {
            Calls = 128,
        },
    ];
}

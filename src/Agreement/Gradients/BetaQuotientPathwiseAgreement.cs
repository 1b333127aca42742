using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>A beta draw as a quotient of gamma draws that move with their shapes, and its kernels.</summary>
public sealed class BetaQuotientPathwiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfBeta = new(
        Estimators.Find("beta-quotient-pathwise"),
        IsNormal: true,
        (problem, noise) => BetaQuotientPathwise.Beta(((BetaProblem)problem).Alpha, ((BetaProblem)problem).Beta, noise[..2]),
        (problem, noise, _) => RoundingOfBetaCalls.QuotientPathwise((BetaProblem)problem, noise))
    {
        Arguments = BetaProblem.Arguments,
        Accepts = AcceptedNoise.LogDraws,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBeta.Given(
            BetaQuotientPathwise.Beta,
            (device, batch) => BetaQuotientPathwiseKernels.Beta(device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2))),
        OfBeta.Replicate(BetaQuotientPathwise.BetaReplicate),
        OfBeta.Block(BetaQuotientPathwise.BetaBlock),
        new Agreement(
            BetaQuotientPathwise.BetaMoments,
            (device, batch) => BetaQuotientPathwiseKernels.BetaMoments(device, batch.In(0), batch.In(1), batch.Out(2), batch.Out(2)),
            OfBeta.Arguments.Draw,
            RoundedOnce.Bound(
                "a quadrature of positive terms, to a thousandth of that",
                (_, expected) => GammaProblem.QuadratureUnits * Math.Abs(expected)))
        {
            Calls = 32,
        },
    ];
}

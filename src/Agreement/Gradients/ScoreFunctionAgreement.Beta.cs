using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Gradients;

/// <content>For a beta law.</content>
public sealed partial class ScoreFunctionAgreement
{
    private static readonly EstimatorJoint OfBeta = new(
        Estimators.Find("score-function"),
        IsNormal: true,
        (problem, noise) => ScoreFunction.Beta(((BetaProblem)problem).Alpha, ((BetaProblem)problem).Beta, noise[0]),
        (problem, noise, _) => RoundingOfBetaCalls.ScoreFunction((BetaProblem)problem, noise))
    {
        Arguments = BetaProblem.ArgumentsOfScore,
        Accepts = AcceptedNoise.LogOdds,
    };

    private static IEnumerable<Agreement> Betas =>
    [
        OfBeta.Given(
            ScoreFunction.Beta,
            (device, batch) => ScoreFunctionKernels.Beta(device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2))),
        OfBeta.Replicate(ScoreFunction.BetaReplicate),
        OfBeta.Block(ScoreFunction.BetaBlock),
        new Agreement(
            ScoreFunction.BetaMoments,
            (device, batch) => ScoreFunctionKernels.BetaMoments(device, batch.In(0), batch.In(1), batch.Out(2), batch.Out(2)),
            OfBeta.Arguments.Draw,
            new ErrorBound(
                "polygammas, their differences and products in double, whose terms may cancel; rounded once",
                BetaMomentsBound)),
    ];

    private static double BetaMomentsBound(object[] call, double[] expected, int i)
    {
        (double alpha, double beta) = ((double)call[0], (double)call[1]);
        double n = alpha + beta;
        double c = Math.Abs(SpecialFunctions.Digamma(alpha)) + Math.Abs(SpecialFunctions.Digamma(n));
        // Each cumulant is a difference of two of these at most.
        double Size(int order, double shape) =>
            Math.Abs(SpecialFunctions.Polygamma(order, shape)) + Math.Abs(SpecialFunctions.Polygamma(order, n));
        double second = Size(1, alpha);
        double terms = i switch
        {
            2 => Size(3, alpha) + (2 * second * second) + (2 * c * Size(2, alpha)) + (c * c * second),
            3 => (second * Size(1, beta)) + Size(1, n) + Size(3, n) + (2 * c * Size(2, n)) + (c * c * Size(1, beta)),
            _ => second,
        };
        return (ErrorBound.U * Math.Abs(expected[i])) + (64 * ErrorBound.DoubleU * terms);
    }
}

using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call of an estimator for a beta law, from the log-odds of its draw.</summary>
internal static class RoundingOfBetaCalls
{
    private const double U = ErrorBound.U;

    /// <summary>Two softplus of the log-odds; f times either less a constant that is rounded once.</summary>
    public static double[] ScoreFunction(BetaProblem problem, double[] noise) => RoundingOfGammaCalls.OfAny(
        noise,
        numbers: 1,
        given => Reference.Gradients.ScoreFunction.Beta(problem.Alpha, problem.Beta, given[0]),
        (values, errors) =>
        {
            double logOdds = values[0];
            double error = errors[0] > 0 ? errors[0] + (U * Math.Abs(logOdds)) : 0; // those that are given are floats
            Rounded f = LogOf(logOdds, error), rest = LogOf(-logOdds, error);
            double toRest = SpecialFunctions.Digamma(problem.Alpha + problem.Beta);
            Rounded byAlpha = f.Sum(Once(toRest - SpecialFunctions.Digamma(problem.Alpha)));
            Rounded byBeta = rest.Sum(Once(toRest - SpecialFunctions.Digamma(problem.Beta)));
            return [f.Product(byAlpha).Error, f.Product(byBeta).Error];
        });

    /// <summary>In double: the draw's own error moves it, and it is rounded once.</summary>
    public static double[] ImplicitPathwise(BetaProblem problem, double[] noise) => RoundingOfGammaCalls.Moved(
        noise, 1, given => Reference.Gradients.BetaImplicitPathwise.Beta(problem.Alpha, problem.Beta, given[0]));

    /// <summary>The same, by either draw's error.</summary>
    public static double[] QuotientPathwise(BetaProblem problem, double[] noise) => RoundingOfGammaCalls.Moved(
        noise, 2, given => Reference.Gradients.BetaQuotientPathwise.Beta(problem.Alpha, problem.Beta, given));

    // ln of the logistic function of the log-odds, minus a softplus; far away it is subnormal, and may be flushed to zero.
    private static Rounded LogOf(double logOdds, double error)
    {
        double value = -Softplus.Value(-logOdds);
        return new Rounded(
            value,
            (UlpBounds.Softplus * ErrorBound.SpacingAt(value)) + (1.001 * error * Sigmoid.Value(-logOdds)) + ErrorBound.Tiny);
    }

    private static Rounded Once(double value) => new(value, U * Math.Abs(value));
}

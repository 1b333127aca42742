using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Inference;

/// <summary>The estimate and its derivative have the divergence and its derivative for their means.</summary>
public class ScaleMixturePriorStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Experiments = 1 << 15;
    private const double Mean = 0.3, LogStandardDeviation = -1, Weight = 0.5, First = 1, Second = 0.2;

    private static readonly MeanAssertion Unbiased =
        Ledger.Mean("scale-mixture-prior.divergence.mean", FalseAlarm, 0.055, 0.999, Experiments);

    private static readonly MeanAssertion UnbiasedGradient =
        Ledger.Mean("scale-mixture-prior.divergence-gradient.mean", FalseAlarm, 0.055, 0.999, Experiments);

    [Fact]
    public void The_estimate_is_unbiased() => Agrees(Unbiased, noise =>
        ScaleMixturePrior.Divergence([noise], Mean, LogStandardDeviation, Weight, First, Second));

    [Fact]
    public void Its_derivative_by_the_mean_is_unbiased() => Agrees(UnbiasedGradient, noise =>
        ScaleMixturePrior.DivergenceGradient([noise], Mean, LogStandardDeviation, Weight, First, Second).Mean);

    private static void Agrees(MeanAssertion assertion, Func<double, double> estimate)
    {
        double expected = Expectation(estimate);
        double variance = Expectation(noise => Math.Pow(estimate(noise) - expected, 2));
        Moments moments = Moments.Of(Draws.Repeat(
            assertion.Design.Id, Experiments, draws => estimate(draws.Normal(1)[0])));
        assertion.Agrees(moments, expected, Math.Sqrt(variance));
    }

    // The trapezoidal rule: for what falls off like a normal density and bends within half a unit, exact to rounding.
    private static double Expectation(Func<double, double> f)
    {
        const double Step = 1.0 / 64;
        return Step * Enumerable.Range(-12 * 64, (24 * 64) + 1).Sum(i => f(i * Step) * Math.Exp(Normal.LogDensity(i * Step, 0, 1)));
    }
}

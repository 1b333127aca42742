using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class StickingTheLandingStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "sticking-the-landing.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Of a normal number.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "sticking-the-landing.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0072, power: 0.999, EstimatorDraws.Draws, kurtosis: 3);

    // Of a e + b (e^2 - 1) with a = 1/2, b = 3/4.
    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "sticking-the-landing.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0186, power: 0.999, EstimatorDraws.Draws, kurtosis: 14.61);

    [Theory]
    [MemberData(nameof(ElboToys.Problems), MemberType = typeof(ElboToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "sticking-the-landing", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "sticking-the-landing", ElboToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "sticking-the-landing", ElboToys.OfVariances, component: 1);
}

using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class AnalyticKullbackLeiblerStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "analytic-kullback-leibler.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Of a normal number.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "analytic-kullback-leibler.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0072, power: 0.999, EstimatorDraws.Draws, kurtosis: 3);

    // Of a e + b (e^2 - 1) with a = 3/2, b = 3/4.
    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "analytic-kullback-leibler.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0148, power: 0.999, EstimatorDraws.Draws, kurtosis: 29 / 3.0);

    [Theory]
    [MemberData(nameof(ElboToys.Problems), MemberType = typeof(ElboToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "analytic-kullback-leibler", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "analytic-kullback-leibler", ElboToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "analytic-kullback-leibler", ElboToys.OfVariances, component: 1);
}

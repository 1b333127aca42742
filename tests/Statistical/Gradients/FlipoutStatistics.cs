using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class FlipoutStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "flipout.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Of a sum of products of normal numbers and signs: not normal.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "flipout.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0097, power: 0.999, EstimatorDraws.Draws, kurtosis: 4.58);

    private static readonly VarianceAssertion VarianceByVariance = Ledger.Variance(
        "flipout.variance-by-variance",
        falseAlarm: 1e-10, smallestEffect: 0.0174, power: 0.999, EstimatorDraws.Draws, kurtosis: 12.55);

    [Theory]
    [MemberData(nameof(LayerToys.Problems), MemberType = typeof(LayerToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "flipout", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "flipout", LayerToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_of_the_variance_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByVariance, "flipout", LayerToys.OfVariances, component: 1);
}

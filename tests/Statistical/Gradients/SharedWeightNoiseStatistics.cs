using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class SharedWeightNoiseStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "shared-weight-noise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Of a normal number.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "shared-weight-noise.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0072, power: 0.999, EstimatorDraws.Draws, kurtosis: 3);

    private static readonly VarianceAssertion VarianceByVariance = Ledger.Variance(
        "shared-weight-noise.variance-by-variance",
        falseAlarm: 1e-10, smallestEffect: 0.0154, power: 0.999, EstimatorDraws.Draws, kurtosis: 10.13);

    [Theory]
    [MemberData(nameof(LayerToys.Problems), MemberType = typeof(LayerToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "shared-weight-noise", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "shared-weight-noise", LayerToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_of_the_variance_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByVariance, "shared-weight-noise", LayerToys.OfVariances, component: 1);
}

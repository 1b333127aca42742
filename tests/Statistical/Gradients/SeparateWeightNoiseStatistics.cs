using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class SeparateWeightNoiseStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "separate-weight-noise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Of a normal number.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "separate-weight-noise.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0072, power: 0.999, EstimatorDraws.Draws, kurtosis: 3);

    private static readonly VarianceAssertion VarianceByVariance = Ledger.Variance(
        "separate-weight-noise.variance-by-variance",
        falseAlarm: 1e-10, smallestEffect: 0.0121, power: 0.999, EstimatorDraws.Draws, kurtosis: 6.58);

    [Theory]
    [MemberData(nameof(LayerToys.Problems), MemberType = typeof(LayerToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "separate-weight-noise", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "separate-weight-noise", LayerToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_of_the_variance_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByVariance, "separate-weight-noise", LayerToys.OfVariances, component: 1);
}

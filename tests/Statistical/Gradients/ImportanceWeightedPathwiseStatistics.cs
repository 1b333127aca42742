using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class ImportanceWeightedPathwiseStatistics
{
    private static readonly MeanAssertion Mean = Ledger.Mean(
        "importance-weighted-pathwise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // Kurtoses above those measured (3.0 and 16.4), so fewer alarms.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "importance-weighted-pathwise.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0088, power: 0.999, EstimatorDraws.Draws, kurtosis: 4);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "importance-weighted-pathwise.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0206, power: 0.999, EstimatorDraws.Draws, kurtosis: 18);

    [Theory]
    [MemberData(nameof(BoundToys.Problems), MemberType = typeof(BoundToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem, int samples) =>
        EstimatorDraws.AgreeInTheMean(Mean, "importance-weighted-pathwise", problem, samples);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "importance-weighted-pathwise", BoundToys.OfVariances, component: 0, samples: 4);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "importance-weighted-pathwise", BoundToys.OfVariances, component: 1, samples: 4);
}

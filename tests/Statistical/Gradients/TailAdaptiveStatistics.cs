using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class TailAdaptiveStatistics
{
    private static readonly MeanAssertion Mean = Ledger.Mean(
        "tail-adaptive.mean", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // Kurtoses above those measured (2.98 and 4.93), so fewer alarms.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "tail-adaptive.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0075, power: 0.999, EstimatorDraws.Draws, kurtosis: 3.1);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "tail-adaptive.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0105, power: 0.999, EstimatorDraws.Draws, kurtosis: 5.2);

    [Theory]
    [MemberData(nameof(BoundToys.Problems), MemberType = typeof(BoundToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_mean(GradientProblem problem, int samples) =>
        EstimatorDraws.AgreeInTheMean(Mean, "tail-adaptive", problem, samples);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "tail-adaptive", BoundToys.OfVariances, component: 0, samples: 4);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "tail-adaptive", BoundToys.OfVariances, component: 1, samples: 4);
}

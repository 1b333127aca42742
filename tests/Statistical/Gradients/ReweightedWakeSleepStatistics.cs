using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class ReweightedWakeSleepStatistics
{
    private static readonly MeanAssertion Mean = Ledger.Mean(
        "reweighted-wake-sleep.mean", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // Kurtoses above those measured (3.0 and 9.9), so fewer alarms.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "reweighted-wake-sleep.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0077, power: 0.999, EstimatorDraws.Draws, kurtosis: 3.2);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "reweighted-wake-sleep.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0167, power: 0.999, EstimatorDraws.Draws, kurtosis: 11.5);

    [Theory]
    [MemberData(nameof(BoundToys.Problems), MemberType = typeof(BoundToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_mean(GradientProblem problem, int samples) =>
        EstimatorDraws.AgreeInTheMean(Mean, "reweighted-wake-sleep", problem, samples);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "reweighted-wake-sleep", BoundToys.OfVariances, component: 0, samples: 4);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "reweighted-wake-sleep", BoundToys.OfVariances, component: 1, samples: 4);
}

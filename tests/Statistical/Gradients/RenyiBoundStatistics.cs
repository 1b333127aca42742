using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class RenyiBoundStatistics
{
    private static readonly MeanAssertion Mean = Ledger.Mean(
        "renyi-bound.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // Kurtoses above those measured (2.9 and 13.4), so fewer alarms.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "renyi-bound.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0077, power: 0.999, EstimatorDraws.Draws, kurtosis: 3.2);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "renyi-bound.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0193, power: 0.999, EstimatorDraws.Draws, kurtosis: 15);

    [Theory]
    [MemberData(nameof(BoundToys.Problems), MemberType = typeof(BoundToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem, int samples) =>
        EstimatorDraws.AgreeInTheMean(Mean, "renyi-bound-0.5", problem, samples);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "renyi-bound-0.5", BoundToys.OfVariances, component: 0, samples: 4);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "renyi-bound-0.5", BoundToys.OfVariances, component: 1, samples: 4);
}

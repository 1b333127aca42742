using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class DoublyReparameterizedStatistics
{
    private static readonly MeanAssertion Mean = Ledger.Mean(
        "doubly-reparameterized.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // Kurtoses above those measured (4.6 and 6.2), so fewer alarms.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "doubly-reparameterized.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0102, power: 0.999, EstimatorDraws.Draws, kurtosis: 5);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "doubly-reparameterized.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0125, power: 0.999, EstimatorDraws.Draws, kurtosis: 7);

    [Theory]
    [MemberData(nameof(BoundToys.Problems), MemberType = typeof(BoundToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem, int samples) =>
        EstimatorDraws.AgreeInTheMean(Mean, "doubly-reparameterized", problem, samples);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "doubly-reparameterized", BoundToys.OfVariances, component: 0, samples: 4);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "doubly-reparameterized", BoundToys.OfVariances, component: 1, samples: 4);
}

using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class DoublyReparameterizedStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "doubly-reparameterized.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // Four samples, posterior N(0, 0.64), q = N(1, 1): kurtoses above those measured (4.6 and 6.2), so fewer alarms.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "doubly-reparameterized.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0102, power: 0.999, EstimatorDraws.Draws, kurtosis: 5);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "doubly-reparameterized.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0125, power: 0.999, EstimatorDraws.Draws, kurtosis: 7);

    private static readonly ImportanceWeightedProblem Wide = new(0, 0.8, 1, 1);

    // Two samples and three, which a launch shares out otherwise.
    public static IEnumerable<TheoryDataRow<GradientProblem, int>> Problems =>
    [
        .. from problem in new ImportanceWeightedProblem[] { Wide, new(0.5, 1, -0.3, 0.4) }
           from samples in new[] { 2, 3 }
           select new TheoryDataRow<GradientProblem, int>(problem, samples),
    ];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem, int samples) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "doubly-reparameterized", problem, samples);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "doubly-reparameterized", Wide, component: 0, samples: 4);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "doubly-reparameterized", Wide, component: 1, samples: 4);
}

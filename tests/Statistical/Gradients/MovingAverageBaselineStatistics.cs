using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class MovingAverageBaselineStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "moving-average-baseline.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0053, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // At (x - 3)^2, mean = standard deviation = 1, four samples: four uncorrelated terms, whose kurtoses are at most the mean
    // baseline's, 45.7 and 234; a fourth of what these have above 3 is left, and rounded up, so fewer alarms.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "moving-average-baseline.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0215, power: 0.999, EstimatorDraws.Draws, kurtosis: 20);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "moving-average-baseline.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.043, power: 0.999, EstimatorDraws.Draws, kurtosis: 75);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
    [
        .. EstimatorDraws.NormalToys.Select(problem => new TheoryDataRow<GradientProblem>(problem)),
        new TheoryDataRow<GradientProblem>(new BernoulliProblem(0.45, 2.2)),
        new TheoryDataRow<GradientProblem>(new BernoulliProblem(0.499, -0.8473)),
    ];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "moving-average-baseline", problem, samples: 4);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        VarianceByMean, "moving-average-baseline", EstimatorDraws.NormalToys[0], component: 0, samples: 4);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        VarianceByDeviation, "moving-average-baseline", EstimatorDraws.NormalToys[0], component: 1, samples: 4);
}

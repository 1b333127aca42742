using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class AntitheticScoreFunctionStatistics
{
    // A bias of 0.5% of a standard deviation; skewness up to 15 leaves the quantile within a few percent at this many draws.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "antithetic-score-function.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Kurtoses at (x - 3)^2, mean = standard deviation = 1: moments of polynomials in the noise.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "antithetic-score-function.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.019, power: 0.999, EstimatorDraws.Draws, kurtosis: 15);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "antithetic-score-function.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.053, power: 0.999, EstimatorDraws.Draws, kurtosis: 110.81);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
        [.. EstimatorDraws.NormalToys.Select(problem => new TheoryDataRow<GradientProblem>(problem))];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "antithetic-score-function", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        VarianceByMean, "antithetic-score-function", EstimatorDraws.NormalToys[0], component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        VarianceByDeviation, "antithetic-score-function", EstimatorDraws.NormalToys[0], component: 1);
}

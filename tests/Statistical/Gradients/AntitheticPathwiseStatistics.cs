using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class AntitheticPathwiseStatistics
{
    // A bias of 0.5% of a standard deviation; skewness up to 15 leaves the quantile within a few percent at this many draws.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "antithetic-pathwise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 4);

    // Kurtoses at (x - 3)^2, mean = standard deviation = 1: moments of polynomials in the noise.
    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "antithetic-pathwise.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.019, power: 0.999, EstimatorDraws.Draws, kurtosis: 15);

    // Without the quadratic, of which the part by the mean does not vary.
    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
        [.. EstimatorDraws.NormalToys.Skip(1).Select(problem => new TheoryDataRow<GradientProblem>(problem))];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "antithetic-pathwise", problem);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        VarianceByDeviation, "antithetic-pathwise", EstimatorDraws.NormalToys[0], component: 1);
}

using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class LaxStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "lax.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Kurtoses of cos(1.4 x), mean = standard deviation = 1, with the trained weights: integrals.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "lax.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0074, power: 0.999, EstimatorDraws.Draws, kurtosis: 3.163);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "lax.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.025, power: 0.999, EstimatorDraws.Draws, kurtosis: 25.9);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
        [.. EstimatorDraws.NormalToys.Select(problem => new TheoryDataRow<GradientProblem>(problem))];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "lax", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "lax", EstimatorDraws.NormalToys[2], component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "lax", EstimatorDraws.NormalToys[2], component: 1);
}

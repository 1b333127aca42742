using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class QuasiMonteCarloPathwiseStatistics
{
    // A bias of 0.5% of a standard deviation of a call of two points.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "quasi-monte-carlo-pathwise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Kurtoses of two points at (x - 3)^2, mean = standard deviation = 1: fourth cumulants within strata, by quadrature.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "quasi-monte-carlo-pathwise.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0085, power: 0.999, EstimatorDraws.Draws, kurtosis: 3.44);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "quasi-monte-carlo-pathwise.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0135, power: 0.999, EstimatorDraws.Draws, kurtosis: 8.02);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
        [.. EstimatorDraws.NormalToys.Select(problem => new TheoryDataRow<GradientProblem>(problem))];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "quasi-monte-carlo-pathwise", problem, samples: 2);

    [Fact]
    public void The_variance_by_the_mean_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        VarianceByMean, "quasi-monte-carlo-pathwise", EstimatorDraws.NormalToys[0], component: 0, samples: 2);

    [Fact]
    public void The_variance_by_the_standard_deviation_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        VarianceByDeviation, "quasi-monte-carlo-pathwise", EstimatorDraws.NormalToys[0], component: 1, samples: 2);
}

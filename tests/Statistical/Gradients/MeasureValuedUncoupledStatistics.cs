using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class MeasureValuedUncoupledStatistics
{
    // A bias of 0.5% of a standard deviation; skewness up to 15 leaves the quantile within a few percent at this many draws.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "measure-valued-uncoupled.unbiased",
        falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Kurtoses at (x - 3)^2, mean = standard deviation = 1: sums of two independent numbers each, by quadrature.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "measure-valued-uncoupled.variance-by-mean",
        falseAlarm: 1e-10, smallestEffect: 0.01, power: 0.999, EstimatorDraws.Draws, kurtosis: 4.851);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "measure-valued-uncoupled.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0073, power: 0.999, EstimatorDraws.Draws, kurtosis: 3.0371);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
        [.. EstimatorDraws.NormalToys.Select(problem => new TheoryDataRow<GradientProblem>(problem))];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "measure-valued-uncoupled", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        VarianceByMean, "measure-valued-uncoupled", EstimatorDraws.NormalToys[0], component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        VarianceByDeviation, "measure-valued-uncoupled", EstimatorDraws.NormalToys[0], component: 1);
}

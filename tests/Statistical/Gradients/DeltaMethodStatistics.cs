using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class DeltaMethodStatistics
{
    // A bias of 0.5% of a standard deviation; skewness up to 15 leaves the quantile within a few percent at this many draws.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "delta-method.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 4);

    // Kurtoses of cos(1.4 x), mean = standard deviation = 1: integrals.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "delta-method.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.031, power: 0.999, EstimatorDraws.Draws, kurtosis: 40.61);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "delta-method.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.058, power: 0.999, EstimatorDraws.Draws, kurtosis: 138.99);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
    [
        .. Toys.Select(problem => new TheoryDataRow<GradientProblem>(problem)),
    ];

    private static GradientProblem[] Toys =>
    [
        new NormalProblem(Objective.Cosine, 1.4, 1, 1),
        new NormalProblem(Objective.Exponential, 1.1, 1, 1),
    ];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "delta-method", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "delta-method", Toys[0], component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "delta-method", Toys[0], component: 1);
}

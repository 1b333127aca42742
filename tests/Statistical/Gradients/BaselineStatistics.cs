using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class BaselineStatistics
{
    // A bias of 0.5% of a standard deviation; skewness up to 15 leaves the quantile within a few percent at this many draws.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "baseline.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0053, power: 0.999, EstimatorDraws.Draws, verdicts: 14);

    // Kurtoses at (x - 3)^2, mean = standard deviation = 1: moments of polynomials in the noise.
    private static readonly VarianceAssertion MeanByMean = Ledger.Variance(
        "baseline.variance-of-mean-by-mean", falseAlarm: 1e-10, smallestEffect: 0.033, power: 0.999, EstimatorDraws.Draws, kurtosis: 45.653);

    private static readonly VarianceAssertion MeanByDeviation = Ledger.Variance(
        "baseline.variance-of-mean-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.075, power: 0.999, EstimatorDraws.Draws, kurtosis: 234.062);

    private static readonly VarianceAssertion OptimalByMean = Ledger.Variance(
        "baseline.variance-of-optimal-by-mean", falseAlarm: 1e-10, smallestEffect: 0.03, power: 0.999, EstimatorDraws.Draws, kurtosis: 37.687);

    private static readonly VarianceAssertion OptimalByDeviation = Ledger.Variance(
        "baseline.variance-of-optimal-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.066, power: 0.999, EstimatorDraws.Draws, kurtosis: 180.777);

    // The coin at the optimal baseline does not vary: no draws are needed to see its mean.
    public static IEnumerable<TheoryDataRow<string, GradientProblem>> Problems =>
    [
        .. from estimator in new[] { "mean-baseline", "optimal-baseline" }
           from problem in Toys
           where estimator == "mean-baseline" || problem is NormalProblem
           select new TheoryDataRow<string, GradientProblem>(estimator, problem),
    ];

    private static GradientProblem[] Toys =>
    [
        new NormalProblem(Objective.Quadratic, 3, 1, 1),
        new NormalProblem(Objective.Exponential, 1.1, 1, 1),
        new NormalProblem(Objective.Cosine, 1.4, 1, 1),
        new BernoulliProblem(0.45, 2.2),
        new BernoulliProblem(0.499, -0.8473),
    ];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(string estimator, GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, estimator, problem);

    [Fact]
    public void The_variance_of_the_mean_part_with_the_mean_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(MeanByMean, "mean-baseline", Toys[0], component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_with_the_mean_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(MeanByDeviation, "mean-baseline", Toys[0], component: 1);

    [Fact]
    public void The_variance_of_the_mean_part_with_the_optimum_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(OptimalByMean, "optimal-baseline", Toys[0], component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_with_the_optimum_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(OptimalByDeviation, "optimal-baseline", Toys[0], component: 1);
}

using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public partial class ScoreFunctionStatistics
{
    // A bias of 0.5% of a standard deviation; skewness up to 15 leaves the quantile within a few percent at this many draws.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "score-function.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // Kurtoses at (x - 3)^2, mean = standard deviation = 1: moments of polynomials in the noise.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "score-function.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.025, power: 0.999, EstimatorDraws.Draws, kurtosis: 26.797);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "score-function.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.065, power: 0.999, EstimatorDraws.Draws, kurtosis: 177.5);

    private static readonly MeanAssertion UnbiasedForElbo = Ledger.Mean(
        "score-function.elbo-unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Kurtoses where the posterior lies aside of q, N(3, 0.64) of N(1, 1): there the tails of the log weight count least.
    private static readonly VarianceAssertion VarianceByMeanForElbo = Ledger.Variance(
        "score-function.elbo-variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0215, power: 0.999, EstimatorDraws.Draws, kurtosis: 19.81);

    private static readonly VarianceAssertion VarianceByDeviationForElbo = Ledger.Variance(
        "score-function.elbo-variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0535, power: 0.999, EstimatorDraws.Draws, kurtosis: 117.01);

    private static readonly ElboProblem Aside = new(3, 0.8, 1, 1);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
    [
        .. Toys.Select(problem => new TheoryDataRow<GradientProblem>(problem)),
    ];

    private static GradientProblem[] Toys =>
    [
        new NormalProblem(Objective.Quadratic, 3, 1, 1),
        new NormalProblem(Objective.Exponential, 1.1, 1, 1),
        new NormalProblem(Objective.Cosine, 1.4, 1, 1),
        new BernoulliProblem(0.45, 0),
        new BernoulliProblem(0.499, -0.8473),
    ];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "score-function", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "score-function", Toys[0], component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "score-function", Toys[0], component: 1);

    [Theory]
    [MemberData(nameof(ElboToys.Problems), MemberType = typeof(ElboToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient_of_the_evidence_lower_bound(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(UnbiasedForElbo, "score-function", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one_of_the_evidence_lower_bound() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMeanForElbo, "score-function", Aside, component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one_of_the_evidence_lower_bound() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviationForElbo, "score-function", Aside, component: 1);
}

using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class OwnSampleBaselineStatistics
{
    // The mean that it has, not the gradient; skewness up to 15 leaves the quantile within a few percent at this many draws.
    private static readonly MeanAssertion Mean = Ledger.Mean(
        "own-sample-baseline.mean", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // A multiple of leaving one out: its kurtoses.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "own-sample-baseline.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0215, power: 0.999, EstimatorDraws.Draws, kurtosis: 20);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "own-sample-baseline.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.041, power: 0.999, EstimatorDraws.Draws, kurtosis: 70);

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
    public void The_mean_falls_short_of_the_gradient_as_it_must(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Mean, "own-sample-baseline", problem, samples: 4);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "own-sample-baseline", Toys[0], component: 0, samples: 4);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "own-sample-baseline", Toys[0], component: 1, samples: 4);
}

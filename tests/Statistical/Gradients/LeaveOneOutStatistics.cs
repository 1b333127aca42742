using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public partial class LeaveOneOutStatistics
{
    // A bias of 0.5% of a standard deviation; skewness up to 15 leaves the quantile within a few percent at this many draws.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "leave-one-out.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 8);

    // At (x - 3)^2, mean = standard deviation = 1, four samples: kurtoses above those measured (12 and 56), so fewer alarms.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "leave-one-out.variance-by-mean", falseAlarm: 1e-10, smallestEffect: 0.0215, power: 0.999, EstimatorDraws.Draws, kurtosis: 20);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "leave-one-out.variance-by-standard-deviation",
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
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "leave-one-out", problem, samples: 4);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "leave-one-out", Toys[0], component: 0, samples: 4);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "leave-one-out", Toys[0], component: 1, samples: 4);
}

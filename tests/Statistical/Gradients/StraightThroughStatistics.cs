using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class StraightThroughStatistics
{
    private static readonly MeanAssertion Mean = Ledger.Mean(
        "straight-through.mean", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // Of a Bernoulli variable of probability 0.3: 1 / (0.3 0.7) - 3.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "straight-through.variance", falseAlarm: 1e-10, smallestEffect: 0.0043, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.762);

    [Theory]
    [MemberData(nameof(EstimatorDraws.BernoulliToys), MemberType = typeof(EstimatorDraws), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_one_which_is_not_the_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Mean, "straight-through", problem);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "straight-through", new BernoulliProblem(0.45, -0.8473), component: 0);
}

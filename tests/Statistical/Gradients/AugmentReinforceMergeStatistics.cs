using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class AugmentReinforceMergeStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "augment-reinforce-merge.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // Of |u - 1/2| where u is below 0.3 or above 0.7, else 0: moments of polynomials.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "augment-reinforce-merge.variance", falseAlarm: 1e-10, smallestEffect: 0.003, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.391);

    [Theory]
    [MemberData(nameof(EstimatorDraws.BernoulliToys), MemberType = typeof(EstimatorDraws), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "augment-reinforce-merge", problem);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "augment-reinforce-merge", new BernoulliProblem(0.45, -0.8473), component: 0);
}

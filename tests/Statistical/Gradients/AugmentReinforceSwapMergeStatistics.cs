using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class AugmentReinforceSwapMergeStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "augment-reinforce-swap-merge.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Kurtoses above those of a simulation (1.87 and 4.74), so fewer alarms.
    private static readonly VarianceAssertion VarianceByFirst = Ledger.Variance(
        "augment-reinforce-swap-merge.variance-by-first-logit", falseAlarm: 1e-10, smallestEffect: 0.0048, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.9);

    private static readonly VarianceAssertion VarianceBySecond = Ledger.Variance(
        "augment-reinforce-swap-merge.variance-by-second-logit", falseAlarm: 1e-10, smallestEffect: 0.0098, power: 0.999, EstimatorDraws.Draws, kurtosis: 4.85);

    [Theory]
    [MemberData(nameof(CategoricalToys.Problems), MemberType = typeof(CategoricalToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "augment-reinforce-swap-merge", problem);

    [Fact]
    public void The_variance_by_the_first_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByFirst, "augment-reinforce-swap-merge", CategoricalToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_by_the_second_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceBySecond, "augment-reinforce-swap-merge", CategoricalToys.OfVariances, component: 1);
}

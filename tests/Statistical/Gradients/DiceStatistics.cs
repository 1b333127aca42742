using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class DiceStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "dice.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtoses there are sums over all outcomes.
    private static readonly VarianceAssertion VarianceByFirst = Ledger.Variance(
        "dice.variance-by-first-logit-twice", falseAlarm: 1e-10, smallestEffect: 0.0044, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.7965);

    private static readonly VarianceAssertion VarianceByBoth = Ledger.Variance(
        "dice.variance-by-both-logits", falseAlarm: 1e-10, smallestEffect: 0.0057, power: 0.999, EstimatorDraws.Draws, kurtosis: 2.3407);

    [Theory]
    [MemberData(nameof(ChainToys.HessianProblems), MemberType = typeof(ChainToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_second_derivative(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "dice", problem);

    [Fact]
    public void The_variance_by_the_first_logit_twice_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByFirst, "dice", ChainToys.OfHessianVariances, component: 0);

    [Fact]
    public void The_variance_by_both_logits_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByBoth, "dice", ChainToys.OfHessianVariances, component: 1);
}

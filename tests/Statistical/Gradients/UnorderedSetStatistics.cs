using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class UnorderedSetStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "unordered-set.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtoses there are sums over all outcomes.
    private static readonly VarianceAssertion VarianceByFirst = Ledger.Variance(
        "unordered-set.variance-by-first-logit", falseAlarm: 1e-10, smallestEffect: 0.0024, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.234);

    private static readonly VarianceAssertion VarianceBySecond = Ledger.Variance(
        "unordered-set.variance-by-second-logit", falseAlarm: 1e-10, smallestEffect: 0.0062, power: 0.999, EstimatorDraws.Draws, kurtosis: 2.568);

    [Theory]
    [MemberData(nameof(CategoricalToys.Problems), MemberType = typeof(CategoricalToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "unordered-set", problem);

    [Fact]
    public void The_variance_by_the_first_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByFirst, "unordered-set", CategoricalToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_by_the_second_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceBySecond, "unordered-set", CategoricalToys.OfVariances, component: 1);
}

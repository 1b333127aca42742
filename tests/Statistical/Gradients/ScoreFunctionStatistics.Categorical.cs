using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public partial class ScoreFunctionStatistics
{
    private static readonly MeanAssertion UnbiasedForCategories = Ledger.Mean(
        "score-function.categorical-unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtoses there are sums over all outcomes.
    private static readonly VarianceAssertion VarianceByFirst = Ledger.Variance(
        "score-function.categorical-variance-by-first-logit", falseAlarm: 1e-10, smallestEffect: 0.0094, power: 0.999, EstimatorDraws.Draws, kurtosis: 4.665);

    private static readonly VarianceAssertion VarianceBySecond = Ledger.Variance(
        "score-function.categorical-variance-by-second-logit", falseAlarm: 1e-10, smallestEffect: 0.0085, power: 0.999, EstimatorDraws.Draws, kurtosis: 3.966);

    [Theory]
    [MemberData(nameof(CategoricalToys.Problems), MemberType = typeof(CategoricalToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient_for_categories(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(UnbiasedForCategories, "score-function", problem);

    [Fact]
    public void The_variance_by_the_first_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByFirst, "score-function", CategoricalToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_by_the_second_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceBySecond, "score-function", CategoricalToys.OfVariances, component: 1);
}

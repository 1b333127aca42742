using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class StratifiedWithoutReplacementStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "stratified-without-replacement.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtoses there are sums over all outcomes.
    private static readonly VarianceAssertion VarianceByFirst = Ledger.Variance(
        "stratified-without-replacement.variance-by-first-logit", falseAlarm: 1e-10, smallestEffect: 0.0042, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.688);

    private static readonly VarianceAssertion VarianceBySecond = Ledger.Variance(
        "stratified-without-replacement.variance-by-second-logit", falseAlarm: 1e-10, smallestEffect: 0.0045, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.811);

    [Theory]
    [MemberData(nameof(CategoricalToys.Problems), MemberType = typeof(CategoricalToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "stratified-without-replacement", problem);

    [Fact]
    public void The_variance_by_the_first_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByFirst, "stratified-without-replacement", CategoricalToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_by_the_second_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceBySecond, "stratified-without-replacement", CategoricalToys.OfVariances, component: 1);
}

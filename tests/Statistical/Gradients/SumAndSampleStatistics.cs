using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class SumAndSampleStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "sum-and-sample.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtoses there are sums over all outcomes.
    private static readonly VarianceAssertion VarianceByFirst = Ledger.Variance(
        "sum-and-sample.variance-by-first-logit", falseAlarm: 1e-10, smallestEffect: 0.0043, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.762);

    private static readonly VarianceAssertion VarianceBySecond = Ledger.Variance(
        "sum-and-sample.variance-by-second-logit", falseAlarm: 1e-10, smallestEffect: 0.0043, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.762);

    [Theory]
    [MemberData(nameof(CategoricalToys.Problems), MemberType = typeof(CategoricalToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "sum-and-sample", problem);

    [Fact]
    public void The_variance_by_the_first_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByFirst, "sum-and-sample", CategoricalToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_by_the_second_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceBySecond, "sum-and-sample", CategoricalToys.OfVariances, component: 1);
}

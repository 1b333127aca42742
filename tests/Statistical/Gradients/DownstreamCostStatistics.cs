using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class DownstreamCostStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "downstream-cost.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtosis there is a sum over all outcomes.
    private static readonly VarianceAssertion VarianceBySecond = Ledger.Variance(
        "downstream-cost.variance-by-second-logit", falseAlarm: 1e-10, smallestEffect: 0.0032, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.4093);

    [Theory]
    [MemberData(nameof(ChainToys.Problems), MemberType = typeof(ChainToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "downstream-cost", problem);

    [Fact]
    public void The_variance_by_the_second_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceBySecond, "downstream-cost", ChainToys.OfVariances, component: 1);
}

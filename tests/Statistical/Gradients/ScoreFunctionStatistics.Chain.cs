using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public partial class ScoreFunctionStatistics
{
    private static readonly MeanAssertion UnbiasedForChains = Ledger.Mean(
        "score-function.chain-unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtosis there is a sum over all outcomes.
    private static readonly VarianceAssertion VarianceOfChain = Ledger.Variance(
        "score-function.chain-variance-by-second-logit", falseAlarm: 1e-10, smallestEffect: 0.0039, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.64);

    [Theory]
    [MemberData(nameof(ChainToys.Problems), MemberType = typeof(ChainToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient_for_chains(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(UnbiasedForChains, "score-function", problem);

    [Fact]
    public void The_variance_of_a_chain_by_the_second_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceOfChain, "score-function", ChainToys.OfVariances, component: 1);
}

using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class MultiSampleScoreFunctionStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "multi-sample-score-function.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtosis by enumeration of all outcomes of four samples.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "multi-sample-score-function.variance", falseAlarm: 1e-10, smallestEffect: 0.0054, power: 0.999, EstimatorDraws.Draws, kurtosis: 2.101);

    [Theory]
    [MemberData(nameof(BernoulliBoundToys.Problems), MemberType = typeof(BernoulliBoundToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem, int samples) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "multi-sample-score-function", problem, samples);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "multi-sample-score-function", BernoulliBoundToys.OfVariances, component: 0, samples: 4);
}

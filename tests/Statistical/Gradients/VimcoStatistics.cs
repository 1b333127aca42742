using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class VimcoStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "vimco.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtosis by enumeration of all outcomes of four samples.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "vimco.variance", falseAlarm: 1e-10, smallestEffect: 0.0079, power: 0.999, EstimatorDraws.Draws, kurtosis: 3.391);

    [Theory]
    [MemberData(nameof(BernoulliBoundToys.Problems), MemberType = typeof(BernoulliBoundToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem, int samples) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "vimco", problem, samples);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "vimco", BernoulliBoundToys.OfVariances, component: 0, samples: 4);
}

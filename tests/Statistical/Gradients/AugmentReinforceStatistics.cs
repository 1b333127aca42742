using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class AugmentReinforceStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "augment-reinforce.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // Of two samples, each of kurtosis 1.923 there: moments of polynomials in u on either side of p.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "augment-reinforce.variance", falseAlarm: 1e-10, smallestEffect: 0.0058, power: 0.999, EstimatorDraws.Draws, kurtosis: 2.462);

    [Theory]
    [MemberData(nameof(EstimatorDraws.BernoulliToys), MemberType = typeof(EstimatorDraws), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "augment-reinforce", problem, samples: 2);

    [Fact]
    public void The_variance_is_the_exact_one() => EstimatorDraws.AgreeInTheVariance(
        Variance, "augment-reinforce", new BernoulliProblem(0.45, -0.8473), component: 0, samples: 2);
}

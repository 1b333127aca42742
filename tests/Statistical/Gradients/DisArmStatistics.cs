using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class DisArmStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "dis-arm.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // Of a Bernoulli variable of probability 0.6: 1 / (0.6 0.4) - 3.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "dis-arm.variance", falseAlarm: 1e-10, smallestEffect: 0.002, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.167);

    [Theory]
    [MemberData(nameof(EstimatorDraws.BernoulliToys), MemberType = typeof(EstimatorDraws), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "dis-arm", problem);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "dis-arm", new BernoulliProblem(0.45, -0.8473), component: 0);
}

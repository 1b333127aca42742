using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class ConcreteStatistics
{
    private static readonly MeanAssertion Mean = Ledger.Mean(
        "concrete.mean", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // The kurtosis there is 2.565, by quadrature.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "concrete.variance", falseAlarm: 1e-10, smallestEffect: 0.0060, power: 0.999, EstimatorDraws.Draws, kurtosis: 2.565);

    [Theory]
    [MemberData(nameof(EstimatorDraws.BernoulliToys), MemberType = typeof(EstimatorDraws), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_one_which_is_not_the_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Mean, "concrete-0.5", problem);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "concrete-0.5", new BernoulliProblem(0.45, -0.8473), component: 0);
}

using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class RelaxStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "relax.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // The kurtosis there is 2.447, by quadrature.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "relax.variance", falseAlarm: 1e-10, smallestEffect: 0.0059, power: 0.999, EstimatorDraws.Draws, kurtosis: 2.447);

    [Theory]
    [MemberData(nameof(EstimatorDraws.BernoulliToys), MemberType = typeof(EstimatorDraws), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "relax", problem);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "relax", new BernoulliProblem(0.45, -0.8473), component: 0);
}

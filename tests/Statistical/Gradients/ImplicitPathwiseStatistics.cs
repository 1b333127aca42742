using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class ImplicitPathwiseStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "implicit-pathwise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // The kurtosis there is 4.645, by quadrature.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "implicit-pathwise.variance", falseAlarm: 1e-10, smallestEffect: 0.0100, power: 0.999, EstimatorDraws.Draws, kurtosis: 4.645);

    [Theory]
    [MemberData(nameof(GammaToys.Problems), MemberType = typeof(GammaToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        GammaToys.AgreeInTheMeanOfPaths(Unbiased, "implicit-pathwise", problem);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "implicit-pathwise", GammaToys.OfVariances, component: 0);
}

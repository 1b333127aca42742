using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class RejectionPathwiseStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "rejection-pathwise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // The kurtosis there is 5.339, by quadrature.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "rejection-pathwise.variance", falseAlarm: 1e-10, smallestEffect: 0.0107, power: 0.999, EstimatorDraws.Draws, kurtosis: 5.339);

    [Theory]
    [MemberData(nameof(GammaToys.LargeShapes), MemberType = typeof(GammaToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        GammaToys.AgreeInTheMeanOfPaths(Unbiased, "rejection-pathwise", problem);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "rejection-pathwise", GammaToys.OfVariances, component: 0);
}

using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class AugmentedRejectionPathwiseStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "augmented-rejection-pathwise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // The kurtosis there is 4.825, by quadrature.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "augmented-rejection-pathwise.variance", falseAlarm: 1e-10, smallestEffect: 0.0102, power: 0.999, EstimatorDraws.Draws, kurtosis: 4.825);

    [Theory]
    [MemberData(nameof(GammaToys.LargeShapes), MemberType = typeof(GammaToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        GammaToys.AgreeInTheMeanOfPaths(Unbiased, "augmented-rejection-pathwise", problem);

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "augmented-rejection-pathwise", GammaToys.OfVariances, component: 0);
}

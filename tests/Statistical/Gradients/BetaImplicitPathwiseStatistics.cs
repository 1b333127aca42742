using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class BetaImplicitPathwiseStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "beta-implicit-pathwise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0104, power: 0.999, BetaToys.Draws, verdicts: 6);

    // Kurtoses at shapes 2 and 3, by quadrature.
    private static readonly VarianceAssertion VarianceByAlpha = Ledger.Variance(
        "beta-implicit-pathwise.variance-by-alpha",
        falseAlarm: 1e-10, smallestEffect: 0.0254, power: 0.999, BetaToys.Draws, kurtosis: 6.801);

    private static readonly VarianceAssertion VarianceByBeta = Ledger.Variance(
        "beta-implicit-pathwise.variance-by-beta",
        falseAlarm: 1e-10, smallestEffect: 0.0166, power: 0.999, BetaToys.Draws, kurtosis: 3.459);

    [Theory]
    [MemberData(nameof(BetaToys.Problems), MemberType = typeof(BetaToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "beta-implicit-pathwise", problem);

    [Fact]
    public void The_variance_by_alpha_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByAlpha, "beta-implicit-pathwise", BetaToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_by_beta_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByBeta, "beta-implicit-pathwise", BetaToys.OfVariances, component: 1);
}

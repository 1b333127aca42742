using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class BetaQuotientPathwiseStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "beta-quotient-pathwise.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0104, power: 0.999, BetaToys.Draws, verdicts: 6);

    // Kurtoses at shapes 2 and 3, by quadrature.
    private static readonly VarianceAssertion VarianceByAlpha = Ledger.Variance(
        "beta-quotient-pathwise.variance-by-alpha",
        falseAlarm: 1e-10, smallestEffect: 0.0258, power: 0.999, BetaToys.Draws, kurtosis: 6.981);

    private static readonly VarianceAssertion VarianceByBeta = Ledger.Variance(
        "beta-quotient-pathwise.variance-by-beta",
        falseAlarm: 1e-10, smallestEffect: 0.0198, power: 0.999, BetaToys.Draws, kurtosis: 4.487);

    [Theory]
    [MemberData(nameof(BetaToys.Problems), MemberType = typeof(BetaToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "beta-quotient-pathwise", problem);

    [Fact]
    public void The_variance_by_alpha_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByAlpha, "beta-quotient-pathwise", BetaToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_by_beta_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByBeta, "beta-quotient-pathwise", BetaToys.OfVariances, component: 1);
}

using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <content>For a beta law.</content>
public partial class ScoreFunctionStatistics
{
    private static readonly MeanAssertion UnbiasedForBeta = Ledger.Mean(
        "score-function.beta-unbiased", falseAlarm: 1e-10, smallestEffect: 0.0104, power: 0.999, BetaToys.Draws, verdicts: 6);

    // Kurtoses at shapes 2 and 3, by quadrature.
    private static readonly VarianceAssertion VarianceByAlpha = Ledger.Variance(
        "score-function.beta-variance-by-alpha",
        falseAlarm: 1e-10, smallestEffect: 0.0795, power: 0.999, BetaToys.Draws, kurtosis: 58.23);

    private static readonly VarianceAssertion VarianceByBeta = Ledger.Variance(
        "score-function.beta-variance-by-beta",
        falseAlarm: 1e-10, smallestEffect: 0.0237, power: 0.999, BetaToys.Draws, kurtosis: 6.048);

    [Theory]
    [MemberData(nameof(BetaToys.Problems), MemberType = typeof(BetaToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient_of_a_beta_law(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(UnbiasedForBeta, "score-function", problem);

    [Fact]
    public void The_variance_by_alpha_of_a_beta_law_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByAlpha, "score-function", BetaToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_by_beta_of_a_beta_law_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByBeta, "score-function", BetaToys.OfVariances, component: 1);
}

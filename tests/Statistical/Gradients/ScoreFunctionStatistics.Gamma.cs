using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <content>For a gamma law.</content>
public partial class ScoreFunctionStatistics
{
    private static readonly MeanAssertion UnbiasedForGamma = Ledger.Mean(
        "score-function.gamma-unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Kurtoses at shape 5 and rate 1, by quadrature.
    private static readonly VarianceAssertion VarianceByShape = Ledger.Variance(
        "score-function.gamma-variance-by-shape",
        falseAlarm: 1e-10, smallestEffect: 0.0093, power: 0.999, EstimatorDraws.Draws, kurtosis: 4.271);

    private static readonly VarianceAssertion VarianceByRate = Ledger.Variance(
        "score-function.gamma-variance-by-rate",
        falseAlarm: 1e-10, smallestEffect: 0.0160, power: 0.999, EstimatorDraws.Draws, kurtosis: 10.79);

    [Theory]
    [MemberData(nameof(GammaToys.Problems), MemberType = typeof(GammaToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient_of_a_gamma_law(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(UnbiasedForGamma, "score-function", problem);

    [Fact]
    public void The_variance_by_the_shape_of_a_gamma_law_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByShape, "score-function", GammaToys.OfVariances, component: 0);

    [Fact]
    public void The_variance_by_the_rate_of_a_gamma_law_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByRate, "score-function", GammaToys.OfVariances, component: 1);
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Numerics;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <content>For a gamma law.</content>
public partial class ScoreFunctionProperties
{
    [Fact]
    public void Exact_moments_under_a_gamma_law_are_integrals() => GammaLaws.MomentsAreIntegrals(
        ScoreFunction.GammaMoments, ScoreFunction.Gamma, seed: 86);

    [Fact]
    public void The_gradient_under_a_gamma_law_is_that_of_the_expected_logarithm()
    {
        foreach ((double shape, double rate) in GammaLaws.Points(60, 0.3, seed: 87))
        {
            double[] gradient = ScoreFunction.GammaMoments(shape, rate).Gradient;
            ElboLaws.IsSlope(by => SpecialFunctions.Digamma(shape + by), gradient[0], 1e-3 * shape);
            ElboLaws.IsSlope(by => -Math.Log(rate + by), gradient[1], 1e-3 * rate);
        }
    }

    // With the mean as a baseline: k4 + 2 k2^2, the variance of a sample variance's terms.
    [Fact]
    public void A_rate_that_centres_the_logarithm_leaves_the_fourth_cumulant()
    {
        foreach (double shape in new[] { 0.2, 1, 4.5, 30 })
        {
            double k2 = SpecialFunctions.Polygamma(1, shape), k4 = SpecialFunctions.Polygamma(3, shape);
            double variance = ScoreFunction.GammaMoments(shape, Math.Exp(SpecialFunctions.Digamma(shape))).Variance[0];
            Assert.Equal(1, variance / (k4 + (2 * k2 * k2)), 1e-13);
        }
    }
}

using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class AugmentReinforceMergeProperties
{
    private const double U = 1.0 / (1L << 53);

    [Fact]
    public void Exact_moments_are_integrals_over_the_uniform_number()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 31))
        {
            EstimatorLaws.MomentsAreIntegralsOverAUniformNumber(
                AugmentReinforceMerge.BernoulliMoments(target, logit),
                logit,
                uniform => AugmentReinforceMerge.Bernoulli(target, logit, uniform));
        }
    }

    // Yin and Zhou's theorem: the augmented score function f(1[u < p]) (1 - 2 u), averaged with itself at 1 - u.
    [Fact]
    public void It_merges_the_augmented_score_function_at_either_end()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 32))
        {
            double p = 1 / (1 + Math.Exp(-logit));
            for (int i = 1; i < 64; i++)
            {
                double u = i / 64.0;
                double Augmented(double v) => (v < p ? (1 - target) * (1 - target) : target * target) * (1 - (2 * v));
                double merged = 0.5 * (Augmented(u) + Augmented(1 - u));
                Assert.Equal(merged, AugmentReinforceMerge.Bernoulli(target, logit, u), 4 * U);
                Assert.Equal(
                    AugmentReinforceMerge.Bernoulli(target, logit, u), AugmentReinforceMerge.Bernoulli(target, logit, 1 - u));
            }
        }
    }

    [Theory]
    [InlineData(0.45, 0.5, 2.0833e-4)]
    [InlineData(0.499, 0.5, 8.3333e-8)]
    [InlineData(0.499, 0.3, 1.356e-7)]
    [InlineData(0.45, 0.9, 3.2567e-4)]
    [InlineData(0.45, 0.02, 9.2212e-5)]
    public void Variances_of_the_toy_are_those_derived_by_hand(double target, double p, double variance) => Assert.Equal(
        1, AugmentReinforceMerge.BernoulliMoments(target, Math.Log(p / (1 - p))).Variance[0] / variance, 5e-4);

    [Fact]
    public void A_label_that_costs_the_same_either_way_has_no_gradient() =>
        Assert.Equal(new GradientMoments([0], [0]).Variance, AugmentReinforceMerge.BernoulliMoments(0.5, 1).Variance);
}

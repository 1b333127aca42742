using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class AugmentReinforceProperties
{
    private const double U = 1.0 / (1L << 53);

    [Fact]
    public void Exact_moments_are_integrals_over_the_uniform_number()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 44))
        {
            EstimatorLaws.MomentsAreIntegralsOverAUniformNumber(
                AugmentReinforce.BernoulliMoments(target, logit, 1),
                logit,
                uniform => AugmentReinforce.Bernoulli(target, logit, [uniform]));
        }
    }

    [Fact]
    public void Samples_are_averaged()
    {
        double[] uniforms = [0.1, 0.35, 0.6, 0.75, 0.9];
        foreach ((double target, double logit) in Points.Bernoulli(100, seed: 45))
        {
            double average = uniforms.Average(uniform => AugmentReinforce.Bernoulli(target, logit, [uniform]));
            Assert.Equal(average, AugmentReinforce.Bernoulli(target, logit, uniforms), 8 * U);
            double one = AugmentReinforce.BernoulliMoments(target, logit, 1).Variance[0];
            Assert.Equal(one / 5, AugmentReinforce.BernoulliMoments(target, logit, 5).Variance[0], 2 * U * one);
        }
    }

    // Yin and Zhou's theorem, on common random numbers.
    [Fact]
    public void Averaged_over_a_uniform_number_and_its_complement_it_is_ARM()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 46))
        {
            for (int i = 1; i < 64; i++)
            {
                double u = i / 64.0;
                Assert.Equal(
                    AugmentReinforceMerge.Bernoulli(target, logit, u),
                    AugmentReinforce.Bernoulli(target, logit, [u, 1 - u]),
                    4 * U);
            }
        }
    }

    // The mean over the uniform numbers that draw the same b: linear in u, so its value in the middle.
    [Fact]
    public void Given_the_draw_it_is_the_score_function_on_average()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 47))
        {
            double p = 1 / (1 + Math.Exp(-logit));
            foreach (double u in new[] { p / 2, (1 + p) / 2 })
            {
                Assert.Equal(
                    ScoreFunction.Bernoulli(target, logit, u), AugmentReinforce.Bernoulli(target, logit, [u]), 8 * U);
            }

            Assert.True(AugmentReinforce.BernoulliMoments(target, logit, 1).Variance[0]
                > ScoreFunction.BernoulliMoments(target, logit).Variance[0]);
        }
    }

    // At the price of ARM, two evaluations, it never varies less.
    [Fact]
    public void Two_samples_never_vary_less_than_ARM()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 48))
        {
            Assert.True(AugmentReinforce.BernoulliMoments(target, logit, 2).Variance[0]
                >= AugmentReinforceMerge.BernoulliMoments(target, logit).Variance[0]);
        }
    }

    [Theory]
    [InlineData(0.45, 0.5, 0.02146)]
    [InlineData(0.499, 0.5, 0.020834)]
    [InlineData(0.499, 0.3, 0.020823)]
    [InlineData(0.45, 0.9, 0.026314)]
    [InlineData(0.45, 0.02, 0.014635)]
    public void Variances_of_the_toy_are_those_derived_by_hand(double target, double p, double variance) => Assert.Equal(
        1, AugmentReinforce.BernoulliMoments(target, Math.Log(p / (1 - p)), 1).Variance[0] / variance, 5e-5);

    [Fact]
    public void No_samples_are_refused()
    {
        Assert.Contains("samples is 0; it must be at least 1", Message(() => AugmentReinforce.BernoulliMoments(0.5, 0, 0)), StringComparison.Ordinal);
        Assert.Contains("uniforms has length 0", Message(() => AugmentReinforce.Bernoulli(0.5, 0, [])), StringComparison.Ordinal);
    }

    private static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}

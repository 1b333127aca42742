using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class DisArmProperties
{
    [Fact]
    public void Exact_moments_are_integrals_over_the_uniform_number()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 33))
        {
            EstimatorLaws.MomentsAreIntegralsOverAUniformNumber(
                DisArm.BernoulliMoments(target, logit), logit, uniform => DisArm.Bernoulli(target, logit, uniform));
        }
    }

    // Dong, Mnih and Tucker's derivation: ARM averaged over the uniform numbers that make the same two draws.
    [Fact]
    public void It_is_the_expectation_of_ARM_given_both_draws()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 34))
        {
            double rarer = 1 / (1 + Math.Exp(Math.Abs(logit)));
            // ARM is linear in u where both draws stay: its mean over (0, rarer) is its value in the middle.
            foreach (double u in new[] { rarer / 2, 0.5, 1 - (rarer / 2) })
            {
                Assert.Equal(
                    AugmentReinforceMerge.Bernoulli(target, logit, u), DisArm.Bernoulli(target, logit, u), 4e-16);
            }
        }
    }

    [Fact]
    public void It_never_varies_more_than_ARM_or_two_samples_left_out()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 35))
        {
            double variance = DisArm.BernoulliMoments(target, logit).Variance[0];
            Assert.InRange(variance, 0, AugmentReinforceMerge.BernoulliMoments(target, logit).Variance[0]);
            Assert.InRange(variance, 0, LeaveOneOut.BernoulliMoments(target, logit, 2).Variance[0]);
        }
    }

    [Theory]
    [InlineData(0.499, 0.3, 1.176e-7)]
    [InlineData(0.45, 0.9, 3.24e-4)]
    [InlineData(0.45, 0.02, 9.2198e-5)]
    public void Variances_of_the_toy_are_those_derived_by_hand(double target, double p, double variance) => Assert.Equal(
        1, DisArm.BernoulliMoments(target, Math.Log(p / (1 - p))).Variance[0] / variance, 5e-4);

    // The usual start of a study, logit 0, is a point where it is exact: no study should look there alone.
    [Fact]
    public void It_does_not_vary_at_one_half()
    {
        Assert.Equal(0, DisArm.BernoulliMoments(0.45, 0).Variance[0]);
        // Both values of the objective round once, to less than 1/2.
        Assert.All(Enumerable.Range(0, 64), i => Assert.Equal(
            DisArm.BernoulliMoments(0.45, 0).Gradient[0], DisArm.Bernoulli(0.45, 0, (i + 0.5) / 64), 1.0 / (1L << 53)));
    }
}

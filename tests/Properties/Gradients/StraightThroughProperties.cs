using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class StraightThroughProperties
{
    private const double U = 1.0 / (1L << 53);

    [Fact]
    public void Exact_moments_are_sums_over_both_outcomes()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 49))
        {
            EstimatorLaws.MomentsAreSums(
                StraightThrough.BernoulliMoments(target, logit),
                1,
                logit,
                uniforms => StraightThrough.Bernoulli(target, logit, uniforms[0]));
        }
    }

    [Fact]
    public void The_bias_is_p_less_q_times_the_slope_of_p_whatever_the_target()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 50))
        {
            BiasedGradientMoments exact = StraightThrough.BernoulliMoments(target, logit);
            double slope = 1 / (2 + (2 * Math.Cosh(logit)));
            Assert.Equal(Math.Tanh(logit / 2) * slope, exact.Mean[0] - exact.Gradient[0], 12 * U * slope);
        }
    }

    [Fact]
    public void It_is_unbiased_at_one_half_alone()
    {
        BiasedGradientMoments half = StraightThrough.BernoulliMoments(0.45, 0);
        Assert.Equal(half.Gradient[0], half.Mean[0], 2 * U);
        Assert.Equal(0.0625, half.Variance[0]);
        BiasedGradientMoments beside = StraightThrough.BernoulliMoments(0.45, 1e-3);
        Assert.True(beside.Mean[0] - beside.Gradient[0] > 1e-4);
    }

    // Where p is the target it points nowhere on average, and beyond it points away from the better outcome.
    [Fact]
    public void It_stops_where_p_is_the_target_though_the_gradient_does_not()
    {
        double logit = Math.Log(0.45 / 0.55);
        BiasedGradientMoments there = StraightThrough.BernoulliMoments(0.45, logit);
        Assert.Equal(0, there.Mean[0], 2 * U);
        Assert.True(there.Gradient[0] > 0.02);
        Assert.True(StraightThrough.BernoulliMoments(0.45, logit - 0.1).Mean[0] < 0);
    }

    // The score function varies by p q ((target - q)^2 + p q): the two cross where |target - q| = sqrt(p q).
    [Fact]
    public void It_varies_less_than_the_score_function_only_far_from_the_failures_probability()
    {
        foreach ((_, double logit) in Points.Bernoulli(100, seed: 51))
        {
            double q = 1 / (1 + Math.Exp(logit));
            foreach (int side in new[] { -1, 1 })
            {
                double Excess(double share)
                {
                    double target = q + (side * share / Math.Sqrt(2 + (2 * Math.Cosh(logit))));
                    return StraightThrough.BernoulliMoments(target, logit).Variance[0]
                        - ScoreFunction.BernoulliMoments(target, logit).Variance[0];
                }

                Assert.True(Excess(1 - 1e-6) > 0);
                Assert.True(Excess(1 + 1e-6) < 0);
            }
        }
    }
}

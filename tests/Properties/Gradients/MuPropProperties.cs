using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class MuPropProperties
{
    [Fact]
    public void Exact_moments_are_sums_over_both_outcomes()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 61))
        {
            EstimatorLaws.MomentsAreSums(
                MuProp.BernoulliMoments(target, logit), samples: 1, logit, uniforms => MuProp.Bernoulli(target, logit, uniforms[0]));
        }
    }

    // Of two outcomes (b - p)^2 is p (1 - p) + (1 - 2 p) (b - p): the slope is a constant, too.
    [Fact]
    public void It_is_a_constant_baseline_the_tangent_at_the_other_probability()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 62))
        {
            (double p, double q) = Probabilities(logit);
            double tangent = ((p - target) * (p - target)) + (2 * (p - target) * (q - p));
            foreach (double uniform in new[] { 0.0, 1.0 })
            {
                Assert.Equal(
                    Baseline.Bernoulli(target, logit, tangent, uniform), MuProp.Bernoulli(target, logit, uniform), 2e-15);
            }
        }
    }

    // The tangent is below the chord by p^3 + q^3, at least 1/4: it is nowhere the best baseline of this f.
    [Fact]
    public void It_misses_the_optimal_baseline_by_the_cubes()
    {
        foreach ((double target, double logit) in Points.Bernoulli(300, seed: 63))
        {
            (double p, double q) = Probabilities(logit);
            double cubes = 1 - (3 * p * q);
            double missed = Baseline.BernoulliMoments(target, logit, Baseline.BernoulliOptimal(target, logit) - cubes).Variance[0];
            Assert.Equal(1, MuProp.BernoulliMoments(target, logit).Variance[0] / missed, 1e-13);
        }
    }

    // Both sides of where it does no better than no control variate: at target = p and at target = 2 q - p.
    [Fact]
    public void It_is_worse_than_none_where_the_target_is_nearer_to_the_other_probability_than_p_is()
    {
        foreach ((_, double logit) in Points.Bernoulli(300, seed: 64))
        {
            (double p, double q) = Probabilities(logit);
            foreach (double edge in new[] { p, q + (q - p) })
            {
                Assert.Equal(1, RatioToNone(edge, logit), 1e-12);
                Assert.True(RatioToNone(q + ((edge - q) * 0.999), logit) > 1);
                Assert.True(RatioToNone(q + ((edge - q) * 1.001), logit) < 1);
            }
        }
    }

    [Theory]
    [InlineData(0.45, 0.0159391)]
    [InlineData(0.499, 0.015625)]
    public void At_one_half_either_kind_has_the_same_variance_below_the_score_functions(double target, double scoreFunction)
    {
        Assert.Equal(1 / 64.0, MuProp.BernoulliMoments(target, 0).Variance[0], 1e-17);
        Assert.Equal(1 / 64.0, Simple(target, 0), 1e-17);
        Assert.Equal(1, ScoreFunction.BernoulliMoments(target, 0).Variance[0] / scoreFunction, 1e-5);
        Assert.True(RatioToNone(target, 0) < 1);
    }

    // f(p) is the chord at q there; close to p = 1 it does harm from target sqrt(2) - 1 down.
    [Fact]
    public void The_simple_kind_can_be_the_optimal_baseline_and_can_be_worse_than_none()
    {
        foreach ((_, double logit) in Points.Bernoulli(300, seed: 65))
        {
            (double p, double q) = Probabilities(logit);
            double best = (q - (p * p)) / (2 * (q - p));
            double terms = p * q * (1 + (best * best)) * (1 + (best * best));
            Assert.InRange(Simple(best, logit), 0, 1e-26 * terms);
        }

        double edge = Math.Sqrt(2) - 1;
        Assert.True(Simple(edge - 0.001, 20) > ScoreFunction.BernoulliMoments(edge - 0.001, 20).Variance[0]);
        Assert.True(Simple(edge + 0.001, 20) < ScoreFunction.BernoulliMoments(edge + 0.001, 20).Variance[0]);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.StartsWith("target is NaN; it must be finite.", Message(() => MuProp.Bernoulli(double.NaN, 0, 0.5)), StringComparison.Ordinal);
        Assert.StartsWith("logit is Infinity; it must be finite.", Message(() => MuProp.BernoulliBaseline(0, double.PositiveInfinity)), StringComparison.Ordinal);
    }

    private static double Simple(double target, double logit) =>
        Baseline.BernoulliMoments(target, logit, MuProp.BernoulliBaseline(target, logit)).Variance[0];

    private static double RatioToNone(double target, double logit) =>
        MuProp.BernoulliMoments(target, logit).Variance[0] / ScoreFunction.BernoulliMoments(target, logit).Variance[0];

    private static (double P, double Q) Probabilities(double logit) => (1 / (1 + Math.Exp(-logit)), 1 / (1 + Math.Exp(logit)));

    private static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}

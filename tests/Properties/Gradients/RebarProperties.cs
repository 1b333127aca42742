using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class RebarProperties
{
    private static readonly (double Temperature, double Scale)[] Settings = [(0.1, 1), (0.5, 1), (1, -0.5), (2, 3)];

    [Fact]
    public void Exact_moments_are_integrals_in_the_plane()
    {
        foreach ((double target, double logit) in Points.Bernoulli(3, seed: 55))
        {
            foreach ((double temperature, double scale) in Settings[1..])
            {
                (double first, double square) = RelaxedLaws.Moments(
                    logit, uniforms => Rebar.Bernoulli(target, logit, temperature, scale, uniforms));
                GradientMoments exact = Rebar.BernoulliMoments(target, logit, temperature, scale);
                Assert.Equal(exact.Gradient[0], first, 1e-9 * Math.Sqrt(square));
                Assert.Equal(square - (first * first), exact.Variance[0], 1e-9 * square);
            }
        }
    }

    [Fact]
    public void Exact_moments_of_a_coupled_call_are_integrals_over_its_uniform_number()
    {
        foreach ((double target, double logit) in Points.Bernoulli(40, seed: 56))
        {
            foreach ((double temperature, double scale) in Settings)
            {
                double p = 1 / (1 + Math.Exp(-logit));
                double first = 0, square = 0;
                foreach ((double w, double weight) in RelaxedLaws.Nodes())
                {
                    double one = Rebar.BernoulliCoupled(target, logit, temperature, scale, w * p);
                    double zero = Rebar.BernoulliCoupled(target, logit, temperature, scale, p + (w * (1 - p)));
                    first += weight * ((p * one) + ((1 - p) * zero));
                    square += weight * ((p * one * one) + ((1 - p) * zero * zero));
                }

                GradientMoments exact = Rebar.BernoulliCoupledMoments(target, logit, temperature, scale);
                Assert.Equal(exact.Gradient[0], first, 1e-9 * Math.Sqrt(square));
                Assert.Equal(square - (first * first), exact.Variance[0], 1e-9 * square);
            }
        }
    }

    [Fact]
    public void A_coupled_call_takes_v_from_u()
    {
        foreach ((double target, double logit) in Points.Bernoulli(100, seed: 57))
        {
            double p = 1 / (1 + Math.Exp(-logit));
            for (int i = 1; i < 32; i++)
            {
                double u = i / 32.0;
                double v = u < p ? u / p : (u - p) / (1 - p);
                Assert.Equal(
                    Rebar.Bernoulli(target, logit, 0.5, 1, [u, v]),
                    Rebar.BernoulliCoupled(target, logit, 0.5, 1, u),
                    1e-13);
            }
        }
    }

    [Fact]
    public void At_scale_zero_it_is_the_score_function()
    {
        foreach ((double target, double logit) in Points.Bernoulli(100, seed: 58))
        {
            Assert.Equal(
                ScoreFunction.Bernoulli(target, logit, 0.3), Rebar.Bernoulli(target, logit, 0.5, 0, [0.3, 0.6]), 1e-15);
            double expected = ScoreFunction.BernoulliMoments(target, logit).Variance[0];
            Assert.Equal(1, Rebar.BernoulliMoments(target, logit, 0.5, 0).Variance[0] / expected, 1e-12);
            Assert.Equal(1, Rebar.BernoulliCoupledMoments(target, logit, 0.5, 0).Variance[0] / expected, 1e-12);
        }
    }

    [Theory]
    [InlineData(0.45, 0.1, 0.08725)]
    [InlineData(0.45, 0.5, 0.02265)]
    [InlineData(0.45, 1, 0.01849)]
    [InlineData(0.45, 2, 0.01667)]
    [InlineData(0.499, 0.1, 0.0837)]
    [InlineData(0.499, 0.5, 0.02229)]
    [InlineData(0.499, 1, 0.01838)]
    [InlineData(0.499, 2, 0.01663)]
    public void Variances_of_the_toy_are_those_computed_before(double target, double temperature, double variance)
    {
        double exact = Rebar.BernoulliMoments(target, 0, temperature, 1).Variance[0];
        Assert.Equal(1, exact / variance, 4e-4);
        // At this scale the control variate does harm here, at every temperature.
        Assert.True(exact > ScoreFunction.BernoulliMoments(target, 0).Variance[0]);
    }

    [Theory]
    [InlineData(0.5, 0.024067)]
    [InlineData(1, 0.017917)]
    public void Coupled_variances_of_the_toy_are_those_computed_before(double temperature, double variance) =>
        Assert.Equal(1, Rebar.BernoulliCoupledMoments(0.45, 0, temperature, 1).Variance[0] / variance, 3e-5);

    // A hot relaxation is a constant: at the right scale the optimal baseline, and nothing varies.
    [Theory]
    [InlineData(0.45, 0)]
    [InlineData(0.499, 0)]
    [InlineData(0.45, -0.8473)]
    public void At_a_high_temperature_and_the_best_baselines_scale_nothing_varies(double target, double logit)
    {
        double p = 1 / (1 + Math.Exp(-logit));
        double scale = (((1 - p) * (1 - target) * (1 - target)) + (p * target * target)) / ((0.5 - target) * (0.5 - target));
        double Variance(double temperature) => Rebar.BernoulliCoupledMoments(target, logit, temperature, scale).Variance[0];
        Assert.InRange(Variance(1e6) / ScoreFunction.BernoulliMoments(target, logit).Variance[0], 0, 1e-4);
        Assert.Equal(0.01, Variance(1e7) / Variance(1e6), 1e-3);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.StartsWith("scale is NaN; it must be finite.", Message(() => Rebar.BernoulliMoments(0.45, 0, 1, double.NaN)), StringComparison.Ordinal);
        Assert.StartsWith("temperature is -1; it must be positive and finite.", Message(() => Rebar.BernoulliMoments(0.45, 0, -1, 1)), StringComparison.Ordinal);
        Assert.StartsWith("uniforms has length 1", Message(() => Rebar.Bernoulli(0.45, 0, 1, 1, [0.5])), StringComparison.Ordinal);
    }

    private static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}

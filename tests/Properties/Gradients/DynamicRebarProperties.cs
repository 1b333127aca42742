using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class DynamicRebarProperties
{
    private static readonly (double Temperature, double Scale)[] Settings = [(0.5, 1), (1.3, -0.5)];

    [Fact]
    public void The_mean_of_its_tuning_is_the_gradient_of_the_exact_variance()
    {
        foreach ((double target, double logit) in Points.Bernoulli(3, seed: 71))
        {
            foreach ((double temperature, double scale) in Settings)
            {
                double[] mean = RelaxedLaws.Expectation(
                    logit, uniforms => DynamicRebar.BernoulliTuning(target, logit, temperature, scale, uniforms));
                double Variance(double t, double s) => Rebar.BernoulliMoments(target, logit, t, s).Variance[0];
                Assert.Equal(RelaxedLaws.Derivative(s => Variance(temperature, s), scale, 0.5), mean[0], 1e-10);
                Assert.Equal(RelaxedLaws.Derivative(t => Variance(t, scale), temperature, 1e-2 * temperature), mean[1], 1e-8);
            }
        }
    }

    [Fact]
    public void Its_tuning_is_the_derivative_of_a_calls_square()
    {
        foreach ((double target, double logit) in Points.Bernoulli(100, seed: 72))
        {
            foreach (double[] uniforms in new double[][] { [0.3, 0.6], [0.9, 0.05], [0.02, 0.99] })
            {
                double Square(double t, double s) => Math.Pow(Rebar.Bernoulli(target, logit, t, s, uniforms), 2);
                double[] tuning = DynamicRebar.BernoulliTuning(target, logit, 0.7, 0.8, uniforms);
                Assert.Equal(RelaxedLaws.Derivative(s => Square(0.7, s), 0.8, 0.5), tuning[0], 1e-13);
                Assert.Equal(RelaxedLaws.Derivative(t => Square(t, 0.8), 0.7, 1e-3), tuning[1], 1e-9);
            }
        }
    }

    // A quadratic in the scale: even about its least value.
    [Fact]
    public void The_tuned_scale_is_where_the_variance_is_least()
    {
        foreach ((double target, double logit) in Points.Bernoulli(30, seed: 73))
        {
            foreach (double temperature in new[] { 0.1, 0.5, 2 })
            {
                double best = DynamicRebar.BernoulliScale(target, logit, temperature);
                double At(double scale) => Rebar.BernoulliMoments(target, logit, temperature, scale).Variance[0];
                Assert.Equal(At(best - 0.5), At(best + 0.5), 1e-12 * At(best + 0.5));
                Assert.True(At(best) < At(best + 0.5));
                Assert.True(At(best) <= At(1));
                Assert.True(At(best) <= ScoreFunction.BernoulliMoments(target, logit).Variance[0] * (1 + 1e-13));
            }
        }
    }

    // At (b - 0.45)^2 and p = 1/2 the whole gain is two hundredths of a percent: the relaxed objective is nearly even in y.
    [Theory]
    [InlineData(0.45, 0, 0.1, 0.0022032, 0.015939)]
    [InlineData(0.45, 0, 0.5, 0.022449, 0.015936)]
    [InlineData(0.45, 0, 2, 0.15059, 0.015915)]
    [InlineData(0.45, -0.8473, 1, 0.056114, 0.015586)]
    [InlineData(0.05, -3.9, 2, 2.0129, 0.0082067)]
    [InlineData(0.9, 3, 0.5, 0.81623, 0.022374)]
    public void Scales_and_variances_are_those_computed_before(
        double target, double logit, double temperature, double scale, double variance)
    {
        double tuned = DynamicRebar.BernoulliScale(target, logit, temperature);
        Assert.Equal(1, tuned / scale, 3e-5);
        Assert.Equal(1, Rebar.BernoulliMoments(target, logit, temperature, tuned).Variance[0] / variance, 4e-5);
    }

    // A hot relaxation is a constant: tuned, it is the optimal baseline on numbers of its own for y~, too.
    [Theory]
    [InlineData(0.45, 0)]
    [InlineData(0.499, 0)]
    [InlineData(0.45, -0.8473)]
    public void At_a_high_temperature_tuning_finds_the_optimal_baseline(double target, double logit)
    {
        double constant = (0.5 - target) * (0.5 - target);
        Assert.Equal(
            1, DynamicRebar.BernoulliScale(target, logit, 1e7) * constant / Baseline.BernoulliOptimal(target, logit), 1e-4);
        double Variance(double temperature) => Rebar.BernoulliMoments(
            target, logit, temperature, DynamicRebar.BernoulliScale(target, logit, temperature)).Variance[0];
        Assert.InRange(Variance(1e6) / ScoreFunction.BernoulliMoments(target, logit).Variance[0], 0, 1e-4);
        Assert.Equal(0.01, Variance(1e7) / Variance(1e6), 1e-3);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.StartsWith("temperature is 0; it must be positive and finite.", Message(() => DynamicRebar.BernoulliScale(0.45, 0, 0)), StringComparison.Ordinal);
        Assert.StartsWith("scale is NaN; it must be finite.", Message(() => DynamicRebar.BernoulliTuning(0.45, 0, 1, double.NaN, [0.5, 0.5])), StringComparison.Ordinal);
        Assert.StartsWith("uniforms has length 1", Message(() => DynamicRebar.BernoulliTuning(0.45, 0, 1, 1, [0.5])), StringComparison.Ordinal);
    }

    private static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}

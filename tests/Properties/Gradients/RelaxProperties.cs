using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class RelaxProperties
{
    private static readonly (double Temperature, double[] Weights)[] Settings = [(0.5, [-0.2, 0.9]), (1.3, [1, -0.4])];

    [Fact]
    public void Whatever_the_weights_exact_moments_are_integrals_in_the_plane()
    {
        foreach ((double target, double logit) in Points.Bernoulli(3, seed: 81))
        {
            foreach ((double temperature, double[] weights) in Settings)
            {
                (double first, double square) = RelaxedLaws.Moments(
                    logit, uniforms => Relax.Bernoulli(target, logit, temperature, weights, uniforms));
                GradientMoments exact = Relax.BernoulliMoments(target, logit, temperature, weights);
                Assert.Equal(exact.Gradient[0], first, 1e-9 * Math.Sqrt(square));
                Assert.Equal(square - (first * first), exact.Variance[0], 1e-9 * square);
            }
        }
    }

    [Fact]
    public void The_mean_of_its_training_is_the_gradient_of_the_exact_variance()
    {
        foreach ((double target, double logit) in Points.Bernoulli(3, seed: 82))
        {
            foreach ((double temperature, double[] weights) in Settings)
            {
                double[] mean = RelaxedLaws.Expectation(
                    logit, uniforms => Relax.BernoulliTraining(target, logit, temperature, weights, uniforms));
                double Variance(double first, double second) =>
                    Relax.BernoulliMoments(target, logit, temperature, [first, second]).Variance[0];
                Assert.Equal(RelaxedLaws.Derivative(w => Variance(w, weights[1]), weights[0], 0.5), mean[0], 1e-10);
                Assert.Equal(RelaxedLaws.Derivative(w => Variance(weights[0], w), weights[1], 0.5), mean[1], 1e-10);
            }
        }
    }

    [Fact]
    public void With_the_relaxed_objective_alone_it_is_REBAR_and_its_training_is_tuning()
    {
        foreach ((double target, double logit) in Points.Bernoulli(100, seed: 83))
        {
            double[] uniforms = [0.3, 0.6];
            Assert.Equal(
                Rebar.Bernoulli(target, logit, 0.5, 0.8, uniforms), Relax.Bernoulli(target, logit, 0.5, [0.8, 0], uniforms));
            Assert.Equal(
                Rebar.BernoulliMoments(target, logit, 0.5, 0.8).Variance, Relax.BernoulliMoments(target, logit, 0.5, [0.8, 0]).Variance);
            Assert.Equal(
                DynamicRebar.BernoulliTuning(target, logit, 0.5, 0.8, uniforms)[0],
                Relax.BernoulliTraining(target, logit, 0.5, [0.8, 0], uniforms)[0]);
            Assert.Equal(
                ScoreFunction.Bernoulli(target, logit, 0.3), Relax.Bernoulli(target, logit, 0.5, [0, 0], uniforms), 1e-15);
        }
    }

    // The tilt's own part, by hand: z'(y) less z(y~) (b - p) and z'(y~) dy~ / d(logit), the last by differences.
    [Fact]
    public void The_tilt_adds_a_pathwise_gradient_less_what_it_is_on_average_given_the_draw()
    {
        foreach ((double target, double logit) in Points.Bernoulli(100, seed: 84))
        {
            foreach (double[] uniforms in new double[][] { [0.3, 0.6], [0.9, 0.05], [0.02, 0.9] })
            {
                double p = 1 / (1 + Math.Exp(-logit));
                bool b = uniforms[0] < p;
                double Z(double y) => 1 / (1 + Math.Exp(-y / 0.7));
                double Held(double by)
                {
                    double moved = 1 / (1 + Math.Exp(-by));
                    double u = b ? uniforms[1] * moved : moved + (uniforms[1] * (1 - moved));
                    return Z(by - Math.Log(u / (1 - u)));
                }

                double Free(double by) => Z(by - Math.Log(uniforms[0] / (1 - uniforms[0])));
                double expected = RelaxedLaws.Derivative(Free, logit, 1e-3) - RelaxedLaws.Derivative(Held, logit, 1e-3)
                    - (Held(logit) * ((b ? 1 : 0) - p));
                double tilted = Relax.Bernoulli(target, logit, 0.7, [0, 1], uniforms)
                    - Relax.Bernoulli(target, logit, 0.7, [0, 0], uniforms);
                Assert.Equal(expected, tilted, 1e-10);
            }
        }
    }

    // A quadratic in the weights: even about its least value in every direction.
    [Fact]
    public void The_trained_weights_are_where_the_variance_is_least()
    {
        foreach ((double target, double logit) in Points.Bernoulli(20, seed: 85))
        {
            foreach (double temperature in new[] { 0.1, 0.5, 2 })
            {
                double[] best = Relax.BernoulliWeights(target, logit, temperature);
                double At(double first, double second) =>
                    Relax.BernoulliMoments(target, logit, temperature, [best[0] + first, best[1] + second]).Variance[0];
                foreach ((double first, double second) in new[] { (0.5, 0), (0, 0.5), (0.3, -0.4) })
                {
                    Assert.Equal(At(-first, -second), At(first, second), 1e-11 * At(first, second));
                    Assert.True(At(0, 0) < At(first, second));
                }

                double scale = DynamicRebar.BernoulliScale(target, logit, temperature);
                Assert.True(At(0, 0) <= Rebar.BernoulliMoments(target, logit, temperature, scale).Variance[0]);
            }
        }
    }

    // A third of what tuned REBAR leaves at the toy's usual start, where REBAR's control variate is of no use.
    [Theory]
    [InlineData(0.45, 0, 0.1, -0.037191, 0.078772, 0.013459)]
    [InlineData(0.45, 0, 0.5, -0.16031, 0.32585, 0.0056798)]
    [InlineData(0.45, 0, 2, -0.18363, 0.47487, 0.00097994)]
    [InlineData(0.499, 0, 0.5, -0.003442, 0.31629, 0.005741)]
    [InlineData(0.45, 2.2, 0.5, -0.30231, 0.26552, 0.0015354)]
    [InlineData(0.9, 3, 1, 1.3236, 0.96826, 0.0026561)]
    public void Weights_and_variances_are_those_computed_before(
        double target, double logit, double temperature, double scale, double tilt, double variance)
    {
        double[] weights = Relax.BernoulliWeights(target, logit, temperature);
        Assert.Equal(1, weights[0] / scale, 1.5e-4);
        Assert.Equal(1, weights[1] / tilt, 3e-5);
        Assert.Equal(1, Relax.BernoulliMoments(target, logit, temperature, weights).Variance[0] / variance, 4e-5);
    }

    // A constant control variate is a baseline: here z is 1/2 wherever y is.
    [Fact]
    public void At_a_high_temperature_the_tilt_is_twice_a_baseline()
    {
        foreach ((double target, double logit) in Points.Bernoulli(30, seed: 86))
        {
            double best = Baseline.BernoulliOptimal(target, logit);
            foreach (double baseline in new[] { 0.2, best, best + 0.7 })
            {
                Assert.Equal(
                    Baseline.BernoulliMoments(target, logit, baseline).Variance[0],
                    Relax.BernoulliMoments(target, logit, 1e8, [0, 2 * baseline]).Variance[0],
                    1e-7);
            }
        }
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.StartsWith("weights has length 1", Message(() => Relax.BernoulliMoments(0.45, 0, 1, [1])), StringComparison.Ordinal);
        Assert.StartsWith("weights[1] is NaN; it must be finite.", Message(() => Relax.BernoulliMoments(0.45, 0, 1, [1, double.NaN])), StringComparison.Ordinal);
        Assert.StartsWith("uniforms[1] is 1; it must be strictly between 0 and 1.", Message(() => Relax.Bernoulli(0.45, 0, 1, [1, 0], [0.5, 1])), StringComparison.Ordinal);
    }

    private static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}

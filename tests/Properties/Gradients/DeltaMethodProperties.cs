using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class DeltaMethodProperties
{
    // By the objective's values alone: the polynomial from differences, the expectation of h s from an integral.
    [Fact]
    public void A_call_is_the_score_function_less_a_control_variate_of_mean_zero()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 61))
        {
            const double H = 1e-3;
            double F(double x) => Objectives.Value(objective, k, x);
            double slope = ((8 * (F(mean + H) - F(mean - H))) - (F(mean + (2 * H)) - F(mean - (2 * H)))) / (12 * H);
            double curvature = ((16 * (F(mean + H) + F(mean - H))) - (F(mean + (2 * H)) + F(mean - (2 * H))) - (30 * F(mean))) / (12 * H * H);
            double Polynomial(double e) => F(mean) + (slope * deviation * e) + (0.5 * curvature * deviation * e * deviation * e);
            double[] Scores(double e) => [e / deviation, ((e * e) - 1) / deviation];
            foreach (double e in new[] { -2.5, -0.3, 0, 1, 1.7 })
            {
                double[] call = DeltaMethod.Normal(objective, k, mean, deviation, e);
                for (int component = 0; component < 2; component++)
                {
                    double score = Scores(e)[component];
                    double known = Quadrature.Expectation(z => Polynomial(z) * Scores(z)[component]);
                    double expected = (F(mean + (deviation * e)) * score) - ((Polynomial(e) * score) - known);
                    // Differences err by 1e-9 in the slope and, divided by H once more, 1e-8 in the curvature; e^4 is below 40.
                    Assert.Equal(expected, call[component], 1e-6 * (1 + Math.Abs(expected)));
                }
            }
        }
    }

    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed: 62))
        {
            GradientMoments exact = DeltaMethod.NormalMoments(objective, k, mean, deviation);
            GradientMoments score = ScoreFunction.NormalMoments(objective, k, mean, deviation);
            for (int component = 0; component < 2; component++)
            {
                double Gradient(double e) => DeltaMethod.Normal(objective, k, mean, deviation, e)[component];
                double first = Quadrature.Expectation(Gradient);
                double square = Quadrature.Expectation(e => Gradient(e) * Gradient(e));
                // The closed form is a difference of terms as large as the score function's square, and as h's.
                double terms = square + score.Variance[component] + (score.Gradient[component] * score.Gradient[component]);
                Assert.Equal(first, exact.Mean[component], Quadrature.Rounding * Math.Sqrt(terms));
                Assert.Equal(square - (first * first), exact.Variance[component], 2 * Quadrature.Rounding * terms);
            }
        }
    }

    [Fact]
    public void A_quadratic_leaves_nothing_to_estimate()
    {
        foreach ((_, double k, double mean, double deviation) in Points.Normal(30, seed: 63))
        {
            GradientMoments exact = DeltaMethod.NormalMoments(Objective.Quadratic, k, mean, deviation);
            Assert.Equal([0.0, 0.0], exact.Variance);
            Assert.Equal(exact.Gradient, DeltaMethod.Normal(Objective.Quadratic, k, mean, deviation, 1.3));
        }
    }

    // cos(k x) about 0 leaves (k x)^4 / 24 over, to the next order in k^2: moments of the noise up to the twelfth.
    [Fact]
    public void Near_a_quadratic_the_fourth_power_is_left()
    {
        const double K = 0.1;
        double[] variance = DeltaMethod.NormalMoments(Objective.Cosine, K, 0, 1).Variance;
        double unit = Math.Pow(K, 8) / 576;
        Assert.Equal(945, variance[0] / unit, 0.02 * 945);
        Assert.Equal(8466, variance[1] / unit, 0.02 * 8466);
    }

    // Integrated apart from this suite, at mean = standard deviation = 1.
    [Theory]
    [InlineData(Objective.Cosine, 0.5, 0.0117356063, 0.0919485581)]
    [InlineData(Objective.Cosine, 5, 229.118025, 1141.15954)]
    [InlineData(Objective.Exponential, 0.1, 0.0174518250, 0.123132265)]
    [InlineData(Objective.Exponential, 10, 0.0754913576, 0.0138180192)]
    public void Variances_are_those_integrated_apart(Objective objective, double k, double byMean, double byDeviation)
    {
        double[] variance = DeltaMethod.NormalMoments(objective, k, 1, 1).Variance;
        Assert.Equal(1, variance[0] / byMean, 1e-8);
        Assert.Equal(1, variance[1] / byDeviation, 1e-8);
    }

    // A slow cosine is nearly quadratic where x is: there the mean's part beats even pathwise. A fast one is not, and the
    // polynomial's own variance is all that is added.
    [Fact]
    public void A_control_variate_helps_where_it_resembles_the_objective_and_hurts_where_it_does_not()
    {
        double ByMean(double k) => DeltaMethod.NormalMoments(Objective.Cosine, k, 1, 1).Variance[0];
        Assert.True(ByMean(0.5) < 0.5 * Pathwise.NormalMoments(Objective.Cosine, 0.5, 1, 1).Variance[0]);
        Assert.True(ByMean(5) > 400 * ScoreFunction.NormalMoments(Objective.Cosine, 5, 1, 1).Variance[0]);
    }

    [Fact]
    public void A_constant_objective_has_no_gradient_and_no_variance() =>
        Assert.Equal([0.0, 0.0], DeltaMethod.NormalMoments(Objective.Exponential, 0, 0.5, 2).Variance.Select(v => Math.Round(v, 14)));

    [Theory]
    [InlineData(Objective.Exponential, -1.0, "k is -1; it must be non-negative and finite")]
    [InlineData((Objective)7, 1.0, "objective is 7; it must be one of Quadratic, Exponential, Cosine")]
    public void Bad_arguments_are_named(Objective objective, double k, string message) => Assert.Contains(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() => DeltaMethod.NormalMoments(objective, k, 0, 1)).Message,
        StringComparison.Ordinal);
}

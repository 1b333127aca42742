using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class MeasureValuedProperties
{
    [Fact]
    public void Exact_moments_are_integrals_over_a_Rayleigh_and_a_normal_number()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 40))
        {
            GradientMoments exact = MeasureValued.NormalMoments(objective, k, mean, deviation);
            for (int component = 0; component < 2; component++)
            {
                MeasureLaws.MomentsAreIntegrals(exact, component, MeasureLaws.RayleighAndNormal, noise =>
                    MeasureValued.Normal(objective, k, mean, deviation, noise)[component]);
            }
        }
    }

    // The papers' coupling, which a call makes of its two numbers by geometry.
    [Fact]
    public void The_part_by_the_standard_deviation_couples_a_Maxwell_number_with_a_uniform_share_of_it()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 41))
        {
            double F(double e) => Objectives.Value(objective, k, mean + (deviation * e));
            MeasureLaws.MomentsAreIntegrals(
                MeasureValued.NormalMoments(objective, k, mean, deviation),
                component: 1,
                MeasureLaws.MaxwellAndUniform,
                noise => (F(noise[0]) - F(noise[0] * noise[1])) / deviation);
        }
    }

    // At mean = standard deviation = 1, to six digits.
    [Theory]
    [InlineData(Objective.Quadratic, -3, 17.4873, 68)]
    [InlineData(Objective.Quadratic, -1, 4.37183, 20)]
    [InlineData(Objective.Quadratic, 0, 1.09296, 8)]
    [InlineData(Objective.Quadratic, 1, 0, 4)]
    [InlineData(Objective.Cosine, 0.5, 0.00827547, 0.0652662)]
    [InlineData(Objective.Cosine, 1, 0.028004, 0.202628)]
    [InlineData(Objective.Cosine, 2, 0.224083, 0.727427)]
    [InlineData(Objective.Cosine, 5, 0.295717, 0.999993)]
    [InlineData(Objective.Exponential, 0.1, 0.00250909, 0.0219705)]
    [InlineData(Objective.Exponential, 1, 0.0125676, 0.0706647)]
    [InlineData(Objective.Exponential, 10, 0.0206558, 0.116732)]
    public void Variances_are_those_derived_by_hand(Objective objective, double k, double byMean, double byDeviation)
    {
        double[] variance = MeasureValued.NormalMoments(objective, k, 1, 1).Variance;
        Assert.Equal(byMean, variance[0], 3e-6 * byMean);
        Assert.Equal(byDeviation, variance[1], 3e-6 * byDeviation);
    }

    [Fact]
    public void On_a_quadratic_the_part_by_the_standard_deviation_varies_less_than_pathwise()
    {
        foreach ((_, double k, double mean, double deviation) in Points.Normal(100, seed: 42))
        {
            Assert.True(
                MeasureValued.NormalMoments(Objective.Quadratic, k, mean, deviation).Variance[1]
                < Pathwise.NormalMoments(Objective.Quadratic, k, mean, deviation).Variance[1]);
        }
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(2.5)]
    public void On_a_quadratic_the_part_by_the_mean_beats_pathwise_near_the_target_only(double deviation)
    {
        double root = deviation / Math.Sqrt((4 / Math.PI) - 1);
        double Excess(double distance) => MeasureValued.NormalMoments(Objective.Quadratic, 0, distance, deviation).Variance[0]
            - Pathwise.NormalMoments(Objective.Quadratic, 0, distance, deviation).Variance[0];
        Assert.True(Excess(root * (1 - 1e-9)) < 0, "nearer it is better");
        Assert.True(Excess(root * (1 + 1e-9)) > 0, "farther pathwise is better");
    }

    // Where the score function with the best constant baseline, E f s^2 / E s^2, overtakes it at mean = standard deviation = 1.
    [Theory]
    [InlineData(Objective.Cosine, 2.287613, 1)]
    [InlineData(Objective.Cosine, 4.142619, -1)]
    [InlineData(Objective.Exponential, 1.418114, 1)]
    public void The_score_function_with_its_best_baseline_overtakes_it_at_the_roots(Objective objective, double root, int sign)
    {
        double Excess(double k)
        {
            double weighted = Quadrature.Expectation(e =>
                Objectives.Value(objective, k, 1 + e) * ((e * e) - 1) * ((e * e) - 1));
            return MeasureValued.NormalMoments(objective, k, 1, 1).Variance[1]
                - (ScoreFunction.NormalMoments(objective, k, 1, 1).Variance[1] - (weighted * weighted / 2));
        }

        Assert.True(sign * Excess(root - 1e-6) < 0, "one side of the root");
        Assert.True(sign * Excess(root + 1e-6) > 0, "the other side of the root");
    }

    // E f(m + s M)^2 + E f(m + s N)^2 - 2 E f f, the last by a rule of 768 nodes: k mean^2 is 150, where the documentation ends.
    [Theory]
    [InlineData(150, 1, 0.01)]
    [InlineData(150, 1, 1)]
    [InlineData(150, 1, 1000)]
    [InlineData(1.5, 10, 1)]
    [InlineData(0.015, -100, 30)]
    public void The_integral_of_the_exponential_is_exact_to_rounding(double k, double mean, double s)
    {
        double shrink = 1 / (1 + (4 * k * s * s));
        double shift = -4 * k * mean * s * shrink;
        double weight = Math.Sqrt(shrink) * Math.Exp(-2 * k * mean * mean * shrink);
        double product = Support.Quadrature.Integral(
            u =>
            {
                double a = 1 + (2 * k * s * s * (1 + (u * u)));
                double b = -2 * k * mean * s * (1 + u);
                return Math.Exp((b * b / (2 * a)) - (2 * k * mean * mean)) / Math.Sqrt(a) * ((1 / a) + (b * b / (a * a)));
            },
            0,
            1);
        GradientMoments exact = MeasureValued.NormalMoments(Objective.Exponential, k, mean, s);
        double squares = weight * (1 + (shift * shift) + shrink);
        double expected = ((squares - (2 * product)) / (s * s)) - (exact.Gradient[1] * exact.Gradient[1]);
        Assert.Equal(expected, exact.Variance[1], 5e-13 * squares / (s * s));
    }

    [Fact]
    public void A_constant_objective_has_no_gradient_and_no_variance()
    {
        Assert.Equal([0.0, 0.0], MeasureValued.NormalMoments(Objective.Exponential, 0, 0.5, 2).Variance);
        Assert.Equal([0.0, 0.0], MeasureValued.NormalMoments(Objective.Cosine, 0, 0.5, 2).Variance);
        Assert.Equal([0.0, 0.0], MeasureValued.Normal(Objective.Cosine, 0, 0.5, 2, [1.5, -0.5]));
    }

    // 1 - (1 + x) exp(-x) and the like: of a nearly constant cosine is left k^4 s^2 / 4 times what e^4 and M^4 have.
    [Fact]
    public void A_nearly_constant_cosine_keeps_its_digits()
    {
        const double K = 1e-5;
        GradientMoments exact = MeasureValued.NormalMoments(Objective.Cosine, K, 1, 1);
        // f = 1 - k^2 x^2 / 2 and a part of k^4: the quadratic's variances times k^4 / 4.
        double[] quadratic = MeasureValued.NormalMoments(Objective.Quadratic, 0, 1, 1).Variance;
        Assert.Equal(quadratic[0] * Math.Pow(K, 4) / 4, exact.Variance[0], 1e-9 * exact.Variance[0]);
        Assert.Equal(quadratic[1] * Math.Pow(K, 4) / 4, exact.Variance[1], 1e-9 * exact.Variance[1]);
    }

    [Fact]
    public void Noise_of_another_length_gets_one_clear_error() => Assert.StartsWith(
        "noise has length 1; it must have length 2.",
        Assert.Throws<ArgumentException>(() => MeasureValued.Normal(Objective.Cosine, 1, 0, 1, [1.0])).Message,
        StringComparison.Ordinal);
}

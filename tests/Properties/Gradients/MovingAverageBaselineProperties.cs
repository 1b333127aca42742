using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class MovingAverageBaselineProperties
{
    // Two samples: the variance of ((f1 - start) s1 + (f2 - decay start - (1 - decay) f1) s2) / 2, in the plane.
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_in_the_plane()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(6, seed: 210))
        {
            (double decay, double start) = (0.3, mean - 0.5);
            GradientMoments exact = MovingAverageBaseline.NormalMoments(objective, k, mean, deviation, decay, start, 2);
            for (int component = 0; component < 2; component++)
            {
                double Power(int power) => Quadrature.Expectation((a, b) => Math.Pow(
                    MovingAverageBaseline.Normal(objective, k, mean, deviation, decay, start, [a, b])[component], power));
                double square = Power(2);
                Assert.Equal(Power(1), exact.Gradient[component], Quadrature.PlaneRounding * Math.Sqrt(square));
                Assert.Equal(
                    square - (exact.Gradient[component] * exact.Gradient[component]),
                    exact.Variance[component],
                    Quadrature.PlaneRounding * square);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void Exact_moments_are_sums_over_all_outcomes(int samples)
    {
        foreach ((double target, double logit) in Points.Bernoulli(40, seed: 211))
        {
            (double decay, double start) = (target, logit / 4);
            EstimatorLaws.MomentsAreSums(
                MovingAverageBaseline.BernoulliMoments(target, logit, decay, start, samples),
                samples,
                logit,
                uniforms => MovingAverageBaseline.Bernoulli(target, logit, decay, start, uniforms));
        }
    }

    // A baseline that keeps all of itself is a constant one, and so is the first of any.
    [Fact]
    public void A_baseline_that_never_moves_is_a_constant_one()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(100, seed: 212))
        {
            double[] constant = Baseline.NormalMoments(objective, k, mean, deviation, [0.7, 0.7]).Variance;
            double[] unmoved = MovingAverageBaseline.NormalMoments(objective, k, mean, deviation, 1, 0.7, 5).Variance;
            double[] first = MovingAverageBaseline.NormalMoments(objective, k, mean, deviation, 0.2, 0.7, 1).Variance;
            for (int component = 0; component < 2; component++)
            {
                Assert.Equal(constant[component] / 5, unmoved[component], 1e-14 * constant[component]);
                Assert.Equal(constant[component], first[component], 1e-14 * constant[component]);
            }
        }
    }

    // In the long run the baseline is right on average and varies by (1 - decay) / (1 + decay) of the objective's variance: at
    // mean = standard deviation = 1 and k = 3, Var f = 18 and the mean baseline's variances are 42 and 216.
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(0)]
    public void In_the_long_run_it_pays_for_a_baseline_that_varies(double decay)
    {
        const int Samples = 1 << 20;
        double[] variance = MovingAverageBaseline.NormalMoments(Objective.Quadratic, 3, 1, 1, decay, 5, Samples).Variance;
        double paid = 18 * (1 - decay) / (1 + decay);

        // A start of E f does not vary yet: the first steps save 18 / (1 + decay)^2 in all, twice that by the deviation.
        double saved = 18 / ((1 + decay) * (1 + decay) * Samples);
        double roundings = Samples * Math.ScaleB(1, -53); // of a sum, one a term
        Assert.Equal(42 + paid - saved, Samples * variance[0], roundings * (42 + paid));
        Assert.Equal(216 + (2 * (paid - saved)), Samples * variance[1], roundings * (216 + (2 * paid)));
    }

    // A start of E f leaves nothing to learn: then every step from it costs variance.
    [Fact]
    public void From_the_right_start_the_best_step_is_none()
    {
        foreach ((double target, double logit) in Points.Bernoulli(100, seed: 213))
        {
            double start = Baseline.BernoulliMean(target, logit);
            double[] variances = [.. new[] { 1, 0.9, 0.5, 0.0 }.Select(decay =>
                MovingAverageBaseline.BernoulliMoments(target, logit, decay, start, 6).Variance[0])];
            Assert.Equal(variances.Order(), variances);
        }
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Contains("decay is 1.5; it must be in [0, 1]", Message(1.5, 0, 2), StringComparison.Ordinal);
        Assert.Contains("start is NaN; it must be finite", Message(0.9, double.NaN, 2), StringComparison.Ordinal);
        Assert.Contains("samples is 0; it must be at least 1", Message(0.9, 0, 0), StringComparison.Ordinal);
        Assert.Contains(
            "decay is -1; it must be in [0, 1]",
            Assert.ThrowsAny<ArgumentException>(() => MovingAverageBaseline.Bernoulli(0.4, 0, -1, 0, [0.5])).Message,
            StringComparison.Ordinal);
    }

    private static string Message(double decay, double start, int samples) => Assert.ThrowsAny<ArgumentException>(
        () => MovingAverageBaseline.NormalMoments(Objective.Cosine, 1, 0, 1, decay, start, samples)).Message;
}

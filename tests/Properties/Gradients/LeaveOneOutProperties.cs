using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Statistics;
using Xunit;

namespace BayesBench.Properties.Gradients;

public partial class LeaveOneOutProperties
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(50)]
    public void The_call_is_the_sample_covariance_of_objective_and_score(int samples)
    {
        var source = new InputSource(8);
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 9))
        {
            double[] noise = source.Vector(samples, s => s.Normal());
            double[] f = [.. noise.Select(e => Objectives.Value(objective, k, mean + (deviation * e)))];
            double[][] scores =
            [
                [.. noise.Select(e => e / deviation)],
                [.. noise.Select(e => ((e * e) - 1) / deviation)],
            ];
            double[] gradient = LeaveOneOut.Normal(objective, k, mean, deviation, noise);
            for (int component = 0; component < 2; component++)
            {
                double terms = f.Sum(Math.Abs) * scores[component].Sum(Math.Abs) / (samples - 1);
                Assert.Equal(Sample.Covariance(f, scores[component]), gradient[component], 8 * samples * 1.2e-16 * terms);
            }
        }
    }

    // Two samples: the variance of (f1 - f2)(s1 - s2) / 2, in the plane.
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_in_the_plane()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(6, seed: 10))
        {
            GradientMoments exact = LeaveOneOut.NormalMoments(objective, k, mean, deviation, 2);
            for (int component = 0; component < 2; component++)
            {
                double Power(int power) => Quadrature.Expectation((a, b) =>
                    Math.Pow(LeaveOneOut.Normal(objective, k, mean, deviation, [a, b])[component], power));
                double square = Power(2);
                double bound = Quadrature.PlaneRounding * square;
                Assert.Equal(Power(1), exact.Gradient[component], Quadrature.PlaneRounding * Math.Sqrt(square));
                Assert.Equal(square - (exact.Gradient[component] * exact.Gradient[component]), exact.Variance[component], bound);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public void Exact_moments_are_sums_over_all_outcomes(int samples)
    {
        foreach ((double target, double logit) in Points.Bernoulli(40, seed: 11))
        {
            EstimatorLaws.MomentsAreSums(
                LeaveOneOut.BernoulliMoments(target, logit, samples),
                samples,
                logit,
                uniforms => LeaveOneOut.Bernoulli(target, logit, uniforms));
        }
    }

    [Theory]
    [InlineData(2, 38, 128)]
    [InlineData(4, 40.0 / 3, 172.0 / 3)]
    [InlineData(8, 41.0 / 7, 194.0 / 7)]
    public void Variances_of_the_quadratic_are_simple_fractions(int samples, double byMean, double byDeviation)
    {
        double[] variance = LeaveOneOut.NormalMoments(Objective.Quadratic, 3, 1, 1, samples).Variance;
        Assert.Equal(byMean, variance[0], 1e-14 * byMean);
        Assert.Equal(byDeviation, variance[1], 1e-14 * byDeviation);
    }

    // With many samples, K times the variance is that of the exact mean as a baseline: it helps the cosine's mean part below
    // k = 1 / sqrt 2, where mean = standard deviation = 1, and hurts above.
    [Fact]
    public void A_mean_baseline_helps_below_the_root_and_hurts_above()
    {
        const int Samples = 100_000_000;
        double Excess(double k) => (Samples * LeaveOneOut.NormalMoments(Objective.Cosine, k, 1, 1, Samples).Variance[0])
            - ScoreFunction.NormalMoments(Objective.Cosine, k, 1, 1).Variance[0];
        Assert.True(Excess(Math.Sqrt(0.5) - 1e-4) < 0);
        Assert.True(Excess(Math.Sqrt(0.5) + 1e-4) > 0);
    }

    [Fact]
    public void A_nearly_constant_objective_keeps_all_digits_of_its_variance()
    {
        // f = 1 - k x^2 + O(k^2): the variance is k^2 times that of the quadratic about 0, to first order in k.
        const double K = 1e-9;
        double[] expected = LeaveOneOut.NormalMoments(Objective.Quadratic, 0, 0.7, 1.3, 5).Variance;
        double[] actual = LeaveOneOut.NormalMoments(Objective.Exponential, K, 0.7, 1.3, 5).Variance;
        Assert.Equal(expected[0], actual[0] / (K * K), 1e-7 * expected[0]);
        Assert.Equal(expected[1], actual[1] / (K * K), 1e-7 * expected[1]);
    }

    [Fact]
    public void Fewer_than_two_samples_are_refused()
    {
        Assert.Contains("samples is 1; it must be at least 2", Message(() => LeaveOneOut.BernoulliMoments(0.5, 0, 1)), StringComparison.Ordinal);
        Assert.Contains("noise has length 1", Message(() => LeaveOneOut.Normal(Objective.Cosine, 1, 0, 1, [0.5])), StringComparison.Ordinal);
    }

    private static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}

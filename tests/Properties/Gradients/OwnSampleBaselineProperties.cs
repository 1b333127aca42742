using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class OwnSampleBaselineProperties
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void A_call_is_one_part_in_K_short_of_leaving_one_out(int samples)
    {
        var source = new InputSource(51);
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 52))
        {
            double[] noise = source.Vector(samples, s => s.Normal());
            double[] biased = OwnSampleBaseline.Normal(objective, k, mean, deviation, noise);
            double[] unbiased = LeaveOneOut.Normal(objective, k, mean, deviation, noise);
            double f = noise.Max(e => Math.Abs(Objectives.Value(objective, k, mean + (deviation * e))));
            for (int component = 0; component < 2; component++)
            {
                double score = noise.Max(e => component == 0 ? Math.Abs(e) : Math.Abs((e * e) - 1)) / deviation;
                double expected = (1 - (1.0 / samples)) * unbiased[component];
                Assert.Equal(expected, biased[component], 20 * samples * 1.2e-16 * f * score);
            }
        }
    }

    // In the plane of two samples: the mean is half the gradient.
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_in_the_plane()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(6, seed: 53))
        {
            BiasedGradientMoments exact = OwnSampleBaseline.NormalMoments(objective, k, mean, deviation, 2);
            for (int component = 0; component < 2; component++)
            {
                double Power(int power) => Quadrature.Expectation((a, b) =>
                    Math.Pow(OwnSampleBaseline.Normal(objective, k, mean, deviation, [a, b])[component], power));
                (double first, double square) = (Power(1), Power(2));
                Assert.Equal(first, exact.Mean[component], Quadrature.PlaneRounding * Math.Sqrt(square));
                Assert.Equal(square - (first * first), exact.Variance[component], Quadrature.PlaneRounding * square);
                Assert.Equal(0.5 * exact.Gradient[component], exact.Mean[component]);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Exact_moments_are_sums_over_all_outcomes(int samples)
    {
        foreach ((double target, double logit) in Points.Bernoulli(40, seed: 54))
        {
            EstimatorLaws.MomentsAreSums(
                OwnSampleBaseline.BernoulliMoments(target, logit, samples),
                samples,
                logit,
                uniforms => OwnSampleBaseline.Bernoulli(target, logit, uniforms));
        }
    }

    [Theory]
    [InlineData(2, 9.5, 32, 2, -1)]
    [InlineData(4, 7.5, 32.25, 1, -0.5)]
    public void Bias_and_variance_of_the_quadratic_are_simple_fractions(
        int samples, double byMean, double byDeviation, double biasByMean, double biasByDeviation)
    {
        BiasedGradientMoments moments = OwnSampleBaseline.NormalMoments(Objective.Quadratic, 3, 1, 1, samples);
        Assert.Equal(byMean, moments.Variance[0], 1e-14 * byMean);
        Assert.Equal(byDeviation, moments.Variance[1], 1e-14 * byDeviation);
        Assert.Equal([-4.0, 2.0], moments.Gradient);
        Assert.Equal([biasByMean, biasByDeviation], moments.Mean.Zip(moments.Gradient, (mean, gradient) => mean - gradient));
    }

    // Whoever compares variances alone prefers the mistake, whatever the problem.
    [Fact]
    public void Its_variance_looks_better_than_that_of_leaving_one_out()
    {
        foreach ((double target, double logit) in Points.Bernoulli(100, seed: 55))
        {
            BiasedGradientMoments biased = OwnSampleBaseline.BernoulliMoments(target, logit, 4);
            GradientMoments unbiased = LeaveOneOut.BernoulliMoments(target, logit, 4);
            Assert.Equal(0.5625 * unbiased.Variance[0], biased.Variance[0]);
            Assert.Equal(unbiased.Mean, biased.Gradient);
            Assert.Equal(-biased.Gradient[0] / 4, biased.Mean[0] - biased.Gradient[0], 1e-15);
        }
    }

    [Fact]
    public void Fewer_than_two_samples_are_refused()
    {
        Assert.Contains("samples is 1; it must be at least 2", Message(() => OwnSampleBaseline.BernoulliMoments(0.5, 0, 1)), StringComparison.Ordinal);
        Assert.Contains("uniforms has length 1", Message(() => OwnSampleBaseline.Bernoulli(0.5, 0, [0.5])), StringComparison.Ordinal);
    }

    private static string Message(Func<object> call) => Assert.ThrowsAny<ArgumentException>(call).Message;
}

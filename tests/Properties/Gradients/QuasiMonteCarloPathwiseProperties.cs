using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using Xunit;
using Panels = BayesBench.Properties.Support.Quadrature;

namespace BayesBench.Properties.Gradients;

public class QuasiMonteCarloPathwiseProperties
{
    // The variance of all less that between strata; what this cancels, the claimed sum does not.
    [Fact]
    public void Its_variance_is_what_lies_within_strata()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(24, seed: 411))
        {
            foreach (int samples in new[] { 2, 8 })
            {
                GradientMoments exact = QuasiMonteCarloPathwise.NormalMoments(objective, k, mean, deviation, samples);
                for (int component = 0; component < 2; component++)
                {
                    double Call(double e) => Pathwise.Normal(objective, k, mean, deviation, e)[component];
                    double square = Quadrature.Expectation(e => Call(e) * Call(e));
                    double[] means = [.. Enumerable.Range(0, samples).Select(j => samples * Panels.Integral(
                        e => Call(e) * Density(e), Edge(j, samples), Edge(j + 1, samples), panels: 12))];
                    Assert.Equal(
                        (square - means.Average(m => m * m)) / samples, exact.Variance[component], 1e-12 * square);
                    Assert.Equal(means.Average(), exact.Gradient[component], 1e-12 * Math.Sqrt(square));
                }
            }
        }
    }

    // Moments of a truncated normal number by parts: E e = A0, E e^2 = 1 + A1, E e^3 = 2 E e + A2, E e^4 = 3 E e^2 + A3, where
    // An = K (a^n phi(a) - b^n phi(b)).
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void Of_a_quadratic_it_is_made_of_moments_of_truncated_normal_numbers(int samples)
    {
        const double K = 3, Mean = 1.25, Deviation = 0.75, Distance = Mean - K;
        double first = 0, second = 0;
        for (int j = 0; j < samples; j++)
        {
            (double a, double b) = (Edge(j, samples), Edge(j + 1, samples));
            double A(int n) => samples * ((Math.Pow(a, n) * Density(a)) - (Math.Pow(b, n) * Density(b)));
            double m1 = A(0), m2 = 1 + A(1), m3 = (2 * m1) + A(2), m4 = (3 * m2) + A(3);
            first += 4 * Deviation * Deviation * (m2 - (m1 * m1));
            double ofCall = (Distance * m1) + (Deviation * m2);
            second += 4 * ((Distance * Distance * m2) + (2 * Distance * Deviation * m3) + (Deviation * Deviation * m4) - (ofCall * ofCall));
        }

        double[] variance = QuasiMonteCarloPathwise.NormalMoments(Objective.Quadratic, K, Mean, Deviation, samples).Variance;
        Assert.Equal(first / samples / samples, variance[0], 1e-11 * variance[0]);
        Assert.Equal(second / samples / samples, variance[1], 1e-11 * variance[1]);
    }

    [Fact]
    public void One_sample_is_the_pathwise_estimator()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(100, seed: 412))
        {
            double[] one = QuasiMonteCarloPathwise.NormalMoments(objective, k, mean, deviation, 1).Variance;
            double[] pathwise = Pathwise.NormalMoments(objective, k, mean, deviation).Variance;
            for (int component = 0; component < 2; component++)
            {
                double square = Quadrature.Expectation(e => Math.Pow(Pathwise.Normal(objective, k, mean, deviation, e)[component], 2));
                Assert.Equal(pathwise[component], one[component], Quadrature.Rounding * square);
            }

            Assert.Equal(
                Pathwise.Normal(objective, k, mean, deviation, 0.3),
                QuasiMonteCarloPathwise.Normal(objective, k, mean, deviation, [0.3]));
        }
    }

    // Twice the points are strata cut in halves, of which each is left less than half of the variance of independent ones.
    [Fact]
    public void More_points_pay_more_than_as_many_independent_calls()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(24, seed: 413))
        {
            double[] last = Pathwise.NormalMoments(objective, k, mean, deviation).Variance;
            foreach (int samples in new[] { 2, 4, 8 })
            {
                double[] variance = QuasiMonteCarloPathwise.NormalMoments(objective, k, mean, deviation, samples).Variance;
                Assert.True(variance[0] <= 0.5 * last[0] * (1 + 1e-12));
                Assert.True(variance[1] <= 0.5 * last[1] * (1 + 1e-12));
                last = variance;
            }
        }
    }

    // Owen's law of smooth integrands: the slope by the uniform number is h'(e) / phi(e), and its square must have an integral. For
    // exp(-k x^2) it has where k s^2 is above 1/4.
    [Fact]
    public void Where_the_tails_come_to_rest_the_variance_falls_as_the_cube()
    {
        const double K = 2, Step = 1e-5;
        const int Many = 256;
        double[] variance = QuasiMonteCarloPathwise.NormalMoments(Objective.Exponential, K, 1, 1, Many).Variance;
        double[] less = QuasiMonteCarloPathwise.NormalMoments(Objective.Exponential, K, 1, 1, Many / 4).Variance;
        for (int component = 0; component < 2; component++)
        {
            double Call(double e) => Pathwise.Normal(Objective.Exponential, K, 1, 1, e)[component];
            double slopes = Panels.Integral(e => Math.Pow((Call(e + Step) - Call(e - Step)) / (2 * Step), 2) / Density(e), -9, 9);
            Assert.Equal(slopes / 12, variance[component] * Many * Many * Many, 0.003 * slopes / 12);
            Assert.Equal(64, less[component] / variance[component], 0.5);
        }
    }

    // By the standard deviation a quadratic's call is like 2 s e^2, of which a tail beyond any edge keeps the variance 4 (2 s)^2.
    [Fact]
    public void Where_they_do_not_it_falls_as_the_square()
    {
        double[] variance = QuasiMonteCarloPathwise.NormalMoments(Objective.Quadratic, 3, 1, 1, 1024).Variance;
        double[] less = QuasiMonteCarloPathwise.NormalMoments(Objective.Quadratic, 3, 1, 1, 256).Variance;
        Assert.InRange(less[0] / variance[0], 16, 25); // a logarithm beside the square
        Assert.InRange(less[1] / variance[1], 15, 16.5);
        Assert.InRange(variance[1] * 1024 * 1024, 31, 33);
        double[] flat = QuasiMonteCarloPathwise.NormalMoments(Objective.Exponential, 0.2, 1, 1, 1024).Variance;
        double[] flatter = QuasiMonteCarloPathwise.NormalMoments(Objective.Exponential, 0.2, 1, 1, 256).Variance;
        Assert.InRange(flatter[0] / flat[0], 16, 50); // k s^2 = 1/5 is below 1/4
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Each_call_has_one_point_in_each_stratum_in_an_order_of_its_own(int samples)
    {
        var noise = new ReplicateNoise(new PhiloxKey(3, 4), samples);
        var calls = Enumerable.Range(0, 50).SelectMany(replicate => noise.ScrambledNormals((ulong)replicate)).ToArray();
        int[][] strata = [.. calls.Select(call => call.Select(e => (int)(samples * Normal.Cdf(e, 0, 1))).ToArray())];
        Assert.Equal(50 * noise.Calls, calls.Length);
        Assert.All(strata, places => Assert.Equal(Enumerable.Range(0, samples), places.Order()));
        Assert.Equal(samples > 1, strata.DistinctBy(places => places[0]).Count() > 1);
        Assert.Equal(calls.Length * samples, calls.SelectMany(call => call).Distinct().Count());
    }

    [Fact]
    public void A_call_is_the_mean_of_its_samples_calls()
    {
        double[] a = Pathwise.Normal(Objective.Cosine, 1.4, 0.5, 2, -0.3), b = Pathwise.Normal(Objective.Cosine, 1.4, 0.5, 2, 1.1);
        double[] call = QuasiMonteCarloPathwise.Normal(Objective.Cosine, 1.4, 0.5, 2, [-0.3, 1.1]);
        Assert.Equal((a[0] + b[0]) / 2, call[0], 1e-15);
        Assert.Equal((a[1] + b[1]) / 2, call[1], 1e-15);
    }

    [Fact]
    public void Numbers_of_samples_that_are_no_power_of_two_are_refused() => Assert.All(new[] { 0, 3, 12 }, samples => Assert.Contains(
        $"samples is {samples}; it must be a power of two",
        Assert.Throws<ArgumentOutOfRangeException>(() => QuasiMonteCarloPathwise.NormalMoments(Objective.Cosine, 1, 0, 1, samples)).Message,
        StringComparison.Ordinal));

    [Fact]
    public void A_study_asks_it_for_powers_of_two_alone()
    {
        Assert.Equal([8, 2], Estimators.Find("quasi-monte-carlo-pathwise").SamplesAmong([3, 8, 5, 2, 8]));
        Assert.Equal([3, 8], Estimators.Find("leave-one-out").SamplesAmong([3, 8, 3]));
        Assert.Equal([1], Estimators.Find("pathwise").SamplesAmong([3, 8]));
    }

    private static double Edge(int stratum, int samples) => Math.Clamp(Normal.Quantile((double)stratum / samples, 0, 1), -12, 12);

    private static double Density(double e) => Math.Exp(-0.5 * e * e) / Math.Sqrt(2 * Math.PI);
}

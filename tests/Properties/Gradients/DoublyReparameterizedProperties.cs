using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class DoublyReparameterizedProperties
{
    private static readonly (double PosteriorMean, double PosteriorDeviation, double Mean, double Deviation)[] Places =
        [(0, 1, 0.5, 0.8), (0.7, 3, -1, 0.3), (-0.4, 0.8, 0.2, 1.2), (3, 2, 1, 1)];

    // The reference integrates over a transform; here the two samples' own noise is integrated over.
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_over_both()
    {
        foreach ((double mu, double tau, double m, double s) in Places)
        {
            GradientMoments exact = DoublyReparameterized.BoundMoments(mu, tau, m, s, 2);
            for (int component = 0; component < 2; component++)
            {
                double Gradient(double a, double b) => DoublyReparameterized.Bound(mu, tau, m, s, [a, b])[component];
                double first = OverTwo(Gradient), square = OverTwo((a, b) => Gradient(a, b) * Gradient(a, b));
                Assert.Equal(first, exact.Gradient[component], 1e-9 * Math.Sqrt(square));
                Assert.Equal(square - (first * first), exact.Variance[component], 1e-9 * square);
            }
        }
    }

    [Fact]
    public void The_gradient_is_that_of_the_importance_weighted_bound()
    {
        foreach ((double mu, double tau, double m, double s) in Places)
        {
            const double H = 1e-2;
            double Value(double byMean, double byDeviation) => OverTwo((a, b) => ImportanceWeighted.Bound(
                [LogWeight(mu, tau, m + byMean, s + byDeviation, a), LogWeight(mu, tau, m + byMean, s + byDeviation, b)]));
            double[] gradient = DoublyReparameterized.BoundMoments(mu, tau, m, s, 2).Gradient;
            Assert.Equal(ElboLaws.Slope(h => Value(h, 0), H), gradient[0], 1e-5 * (1 + Math.Abs(gradient[0])));
            Assert.Equal(ElboLaws.Slope(h => Value(0, h), H), gradient[1], 1e-5 * (1 + Math.Abs(gradient[1])));
        }
    }

    // sum v_i l_i, the score of q dropped, without the second reparametrisation: right for one sample only.
    [Fact]
    public void Sticking_the_landing_with_two_samples_is_biased_and_this_is_not()
    {
        const double M = 0.5, S = 0.8;
        double Stuck(double a, double b)
        {
            double v = 1 / (1 + Math.Exp(LogWeight(0, 1, M, S, b) - LogWeight(0, 1, M, S, a)));
            return (v * StickingTheLanding.Elbo(0, 1, M, S, a)[0]) + ((1 - v) * StickingTheLanding.Elbo(0, 1, M, S, b)[0]);
        }

        Assert.Equal(-0.578849, OverTwo(Stuck), 1e-6);
        Assert.Equal(-0.359824, DoublyReparameterized.BoundMoments(0, 1, M, S, 2).Gradient[0], 1e-6);
    }

    // Known for reducing the variance of sum v_i (the total derivative); in the setting of TensorFlow Probability's own test,
    // target N(2, 3^2), q = N(-3, 1), ten samples, it has 45 times as much by the mean and 22 times by the standard deviation.
    [Fact]
    public void It_does_not_always_reduce_the_variance()
    {
        GradientMoments exact = DoublyReparameterized.BoundMoments(2, 3, -3, 1, 10);
        Assert.Equal(0.2022, Math.Sqrt(exact.Variance[0] / 10), 1e-4);
        Assert.Equal(0.5782, Math.Sqrt(exact.Variance[1] / 10), 1e-4);

        const int Calls = 20_000;
        var source = new InputSource(60);
        double[] sums = new double[2], squares = new double[2];
        for (int call = 0; call < Calls; call++)
        {
            double[] noise = source.Vector(10, s => s.Normal());
            double[] weights = [.. noise.Select(e => Math.Exp(LogWeight(2, 3, -3, 1, e)))];
            for (int component = 0; component < 2; component++)
            {
                double total = noise.Zip(weights, (e, w) => w * TotalPathwise.Elbo(2, 3, -3, 1, e)[component]).Sum() / weights.Sum();
                sums[component] += total;
                squares[component] += total * total;
            }
        }

        double Ratio(int i) => exact.Variance[i] / ((squares[i] - (sums[i] * sums[i] / Calls)) / Calls);
        Assert.InRange(Ratio(0), 40, 50);
        Assert.InRange(Ratio(1), 20, 25);
        Assert.Equal(exact.Gradient[0], sums[0] / Calls, 0.005);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Where_q_is_the_posterior_no_call_differs_from_zero(int samples)
    {
        GradientMoments exact = DoublyReparameterized.BoundMoments(0.3, 1.7, 0.3, 1.7, samples);
        Assert.Equal([0.0, 0.0, 0.0, 0.0], [.. exact.Gradient, .. exact.Variance]);
        double[] noise = [.. Enumerable.Range(0, samples).Select(i => i - 1.5)];
        Assert.Equal([0.0, 0.0], DoublyReparameterized.Bound(0.3, 1.7, 0.3, 1.7, noise));
    }

    [Fact]
    public void Fewer_than_two_samples_are_refused() => Assert.Contains(
        "samples is 1; it must be at least 2",
        Assert.Throws<ArgumentOutOfRangeException>(() => DoublyReparameterized.BoundMoments(0, 1, 0, 1, 1)).Message,
        StringComparison.Ordinal);

    private static double LogWeight(double mu, double tau, double m, double s, double noise)
    {
        double x = m + (s * noise);
        return Normal.LogDensity(x, mu, tau) - Normal.LogDensity(x, m, s);
    }

    private static double OverTwo(Func<double, double, double> f)
    {
        const double Step = 1.0 / 16;
        double[] noise = [.. Enumerable.Range(-128, 257).Select(i => i * Step)];
        double[] densities = [.. noise.Select(e => Step * Math.Exp(-0.5 * e * e) / Math.Sqrt(2 * Math.PI))];
        return noise.Index().Sum(a => noise.Index().Sum(b => densities[a.Index] * densities[b.Index] * f(a.Item, b.Item)));
    }
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>What every estimator of the importance-weighted bound's gradient must be.</summary>
internal static class BoundLaws
{
    public static (double PosteriorMean, double PosteriorDeviation, double Mean, double Deviation)[] Places =>
        [(0, 1, 0.5, 0.8), (0.7, 3, -1, 0.3), (-0.4, 0.8, 0.2, 1.2), (3, 2, 1, 1)];

    /// <summary>The reference integrates over a transform; here the two samples' own noise is integrated over.</summary>
    public static void MomentsOfTwoSamplesAreIntegrals(
        Func<double, double, double, double, int, GradientMoments> moments,
        Func<double, double, double, double, double[], double[]> call)
    {
        foreach ((double mu, double tau, double m, double s) in Places)
        {
            GradientMoments exact = moments(mu, tau, m, s, 2);
            for (int component = 0; component < 2; component++)
            {
                double Gradient(double a, double b) => call(mu, tau, m, s, [a, b])[component];
                double first = OverTwo(Gradient), square = OverTwo((a, b) => Gradient(a, b) * Gradient(a, b));
                Assert.Equal(first, exact.Mean[component], 1e-9 * Math.Sqrt(square));
                Assert.Equal(square - (first * first), exact.Variance[component], 1e-9 * square);
            }
        }
    }

    /// <summary>ln w of a sample.</summary>
    public static double LogWeight(double mu, double tau, double m, double s, double noise)
    {
        double x = m + (s * noise);
        return Normal.LogDensity(x, mu, tau) - Normal.LogDensity(x, m, s);
    }

    /// <summary>The expectation over two normal numbers.</summary>
    public static double OverTwo(Func<double, double, double> f)
    {
        const double Step = 1.0 / 16;
        double[] noise = [.. Enumerable.Range(-128, 257).Select(i => i * Step)];
        double[] densities = [.. noise.Select(e => Step * Math.Exp(-0.5 * e * e) / Math.Sqrt(2 * Math.PI))];
        return noise.Index().Sum(a => noise.Index().Sum(b => densities[a.Index] * densities[b.Index] * f(a.Item, b.Item)));
    }
}

using BayesBench.Properties.Support;
using Xunit;

namespace BayesBench.Properties.Networks;

/// <summary>Derivatives of layers against differences of a scalar of their output, and inputs to take them at.</summary>
internal static class LayerGradients
{
    /// <summary>Of the differences.</summary>
    public const double Step = 1.0 / 32;

    /// <summary>Numbers without a pattern, none of them near 0, so that a difference is well above rounding.</summary>
    public static double[] Numbers(int count, int seed) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Sin((1.7 * i) + seed) + (((i + seed) & 1) == 0 ? 1.25 : -1.25))];

    /// <summary>Every derivative of a short array, some of a long one, to 1e-9 of the largest.</summary>
    public static void Match(Func<double[], double> loss, double[] at, double[] gradient)
    {
        Assert.Equal(at.Length, gradient.Length);
        double scale = gradient.Max(Math.Abs);
        int stride = Math.Max(1, at.Length / 8);
        for (int i = 0; i < at.Length; i += stride)
        {
            double Shifted(double h) => loss([.. at.Select((x, j) => j == i ? x + h : x)]);
            Assert.Equal(FiniteDifference.Slope(Shifted, Step), gradient[i], 1e-9 * scale);
        }
    }

    /// <summary>The scalar that a derivative by the output is of.</summary>
    public static double Weighted(double[] output, double[] outputGradient) => output.Zip(outputGradient, (y, g) => y * g).Sum();
}

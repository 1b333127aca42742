using Xunit;

namespace BayesBench.Properties.Networks;

/// <summary>Derivatives of layers against differences of a scalar of their output, and inputs to take them at.</summary>
internal static class LayerGradients
{
    /// <summary>Numbers without a pattern, none of them near 0, so that a difference is well above rounding.</summary>
    public static double[] Numbers(int count, int seed) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Sin((1.7 * i) + seed) + (((i + seed) & 1) == 0 ? 1.25 : -1.25))];

    /// <summary>Every derivative of a short array, some of a long one, to 1e-9 of the largest.</summary>
    public static void Match(Func<double[], double> loss, double[] at, double[] gradient)
    {
        Assert.Equal(at.Length, gradient.Length);
        double scale = gradient.Max(Math.Abs);
        int step = Math.Max(1, at.Length / 8);
        for (int i = 0; i < at.Length; i += step)
        {
            double Shifted(double h) => loss([.. at.Select((x, j) => j == i ? x + h : x)]);
            Assert.Equal(Richardson(Shifted), gradient[i], 1e-9 * scale);
        }
    }

    /// <summary>Central differences at three steps, of which the errors of orders two and four are taken out.</summary>
    public static double Richardson(Func<double, double> f)
    {
        const double H = 1.0 / 32;
        double Central(double h) => (f(h) - f(-h)) / (2 * h);
        double Second(double h) => ((4 * Central(h / 2)) - Central(h)) / 3;
        return ((16 * Second(H / 2)) - Second(H)) / 15;
    }

    /// <summary>The scalar that a derivative by the output is of.</summary>
    public static double Weighted(double[] output, double[] outputGradient) => output.Zip(outputGradient, (y, g) => y * g).Sum();
}

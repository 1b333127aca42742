namespace BayesBench.Statistical.Inference;

/// <summary>Expectations over one and two standard normal numbers by the trapezoidal rule, which is exact to rounding here.</summary>
internal static class NormalPlane
{
    private const double Step = 1.0 / 8;
    private const int Reach = 72; // 9 standard deviations

    private static readonly (double Z, double Weight)[] Nodes =
    [
        .. Enumerable.Range(-Reach, (2 * Reach) + 1).Select(i => i * Step)
            .Select(z => (z, Step * Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI))),
    ];

    public static double Mean(Func<double, double> of) => Nodes.Sum(node => node.Weight * of(node.Z));

    public static double Mean(Func<double, double, double> of) => Mean(first => Mean(second => of(first, second)));

    public static double StandardDeviation(Func<double, double> of)
    {
        double mean = Mean(of);
        return Math.Sqrt(Mean(z => (of(z) - mean) * (of(z) - mean)));
    }

    public static double StandardDeviation(Func<double, double, double> of)
    {
        double mean = Mean(of);
        return Math.Sqrt(Mean((y, z) => (of(y, z) - mean) * (of(y, z) - mean)));
    }
}

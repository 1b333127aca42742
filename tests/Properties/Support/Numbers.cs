using FsCheck;
using FsCheck.Fluent;

namespace BayesBench.Properties.Support;

/// <summary>What all generators draw from.</summary>
internal static class Numbers
{
    /// <summary>Strictly between 0 and 1, spread evenly.</summary>
    public static Gen<double> Unit => Gen.Choose(0, (1 << 30) - 1).Select(k => (k + 0.5) / (1 << 30));

    /// <summary>Positive, its logarithm spread evenly.</summary>
    public static Gen<double> Magnitude(double low, double high) =>
        Unit.Select(u => Math.Exp(Math.Log(low) + (u * Math.Log(high / low))));

    /// <summary>Multiples of 2^-40 that sum to 1 exactly and span nine orders of magnitude, a third of them 0.</summary>
    public static Gen<double[]> Distribution(int length) =>
        from weights in Gen.ArrayOf(Gen.OneOf(Gen.Constant(0.0), Magnitude(1e-9, 1.0), Unit), length)
        from last in Gen.Choose(0, length - 1)
        select OfWeights(weights, last);

    private static double[] OfWeights(double[] weights, int last)
    {
        const double Whole = 1L << 40;
        double sum = weights.Sum();
        double[] shares = [.. weights.Select(weight => sum == 0 ? 0 : Math.Floor(weight / sum * Whole) / Whole)];
        shares[last] += 1.0 - shares.Sum();
        return shares;
    }
}

using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>The upper tail of the standard normal law and its inverse: at an error rate of 1e-9 the tail itself is the
/// number, one minus it has lost seven digits.</summary>
internal static class NormalTail
{
    /// <summary><c>P(Z &gt; z)</c>.</summary>
    public static double Probability(double z) => 0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2.0));

    /// <summary>The z with <c>P(Z &gt; z) = tail</c>.</summary>
    public static double Quantile(double tail) => Math.Sqrt(2.0) * SpecialFunctions.ErfcInverse(2.0 * tail);
}

using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Probability;

/// <summary>The normal law N(mean, standardDeviation^2) on the real line.</summary>
public static class Normal
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>ln p(x).</summary>
    /// <remarks>
    /// <para>Formula: <c>-((x - mean) / standardDeviation)^2 / 2 - ln standardDeviation - ln(2 pi) / 2</c>.</para>
    /// <para>An infinite x has log-density minus infinity; NaN stays NaN.</para>
    /// <para>Source: the deck, F17 for n = 1; Bishop (2006), equation 1.46.</para>
    /// </remarks>
    /// <param name="x">Where.</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, positive and finite.</param>
    /// <returns>The log-density, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double LogDensity(double x, double mean, double standardDeviation)
    {
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        double z = (x - mean) / standardDeviation;
        return (-0.5 * z * z) - Math.Log(standardDeviation) - HalfLogTwoPi;
    }
}

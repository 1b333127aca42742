using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;
using static BayesBench.Reference.Numerics.Constants;

namespace BayesBench.Reference.Probability;

/// <summary>The normal law N(mean, standardDeviation^2) on the real line.</summary>
public static class Normal
{
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

    /// <summary>Pr[X &lt;= x], small values to full relative accuracy.</summary>
    /// <remarks>
    /// <para>Formula: <c>erfc((mean - x) / (standardDeviation sqrt 2)) / 2</c>: the lower tail is never one minus
    /// something. The upper tail Pr[X &gt; x] is the Cdf of 2 mean - x.</para>
    /// <para>Cdf(-inf) = 0, Cdf(+inf) = 1; NaN stays NaN.</para>
    /// <para>Source: the deck, F02 and F17; NIST Handbook of Mathematical Functions (2010), 7.17.</para>
    /// </remarks>
    /// <param name="x">Where.</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, positive and finite.</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Cdf(double x, double mean, double standardDeviation)
    {
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        return 0.5 * SpecialFunctions.Erfc((mean - x) / standardDeviation / Math.Sqrt(2.0));
    }

    /// <summary>The x below which a given probability lies: the inverse of <see cref="Cdf"/>.</summary>
    /// <remarks>
    /// <para>Formula: <c>mean - standardDeviation sqrt(2) erfc^-1(2 probability)</c>.</para>
    /// <para>Quantile(0) = -inf, Quantile(1) = +inf.</para>
    /// <para>Source: the deck, F14 and F17.</para>
    /// </remarks>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, positive and finite.</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Quantile(double probability, double mean, double standardDeviation)
    {
        Guard.Probability(probability);
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        return mean - (standardDeviation * (Math.Sqrt(2.0) * SpecialFunctions.ErfcInverse(2.0 * probability)));
    }

    /// <summary>The differential entropy, <c>-E ln p(X)</c>.</summary>
    /// <remarks>
    /// <para>Formula: <c>ln standardDeviation + ln(2 pi) / 2 + 1 / 2</c>; negative for a narrow law.</para>
    /// <para>Source: Cover and Thomas (2006), Elements of Information Theory, example 8.1.2.</para>
    /// </remarks>
    /// <param name="standardDeviation">The standard deviation, positive and finite.</param>
    /// <returns>The entropy, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation breaks its rule.</exception>
    public static double Entropy(double standardDeviation)
    {
        Guard.Positive(standardDeviation);
        return Math.Log(standardDeviation) + HalfLogTwoPi + 0.5;
    }

    /// <summary>Independent draws, a pure function of the key, the stream and the first block.</summary>
    /// <remarks>
    /// <para>Formula: <c>mean + standardDeviation z</c>. Draw i comes from block <c>firstBlock + floor(i / 4)</c>, whose
    /// counter is (0, stream, block): its words 0 and 1 make the first two z by <see cref="BoxMuller"/>, words 2 and 3
    /// the other two.</para>
    /// <para>The tail ends at 6.66 standard deviations, see <see cref="BoxMuller.FromWords"/>.</para>
    /// </remarks>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, positive and finite.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four draws come from.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>Shape [count].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Draw(
        double mean, double standardDeviation, PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        Guard.AtLeast(count, 0);
        return Array.ConvertAll(
            BoxMuller.Fill(key, stream, firstBlock, count), z => mean + (standardDeviation * z));
    }
}

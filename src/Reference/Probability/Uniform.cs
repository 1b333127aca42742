using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Probability;

/// <summary>The uniform law on the interval [lower, upper].</summary>
/// <remarks>Source: the deck, F16.</remarks>
public static class Uniform
{
    /// <summary>ln p(x).</summary>
    /// <remarks>
    /// <para>Formula: <c>-ln(upper - lower)</c> inside, both ends included; minus infinity outside. NaN stays NaN.</para>
    /// </remarks>
    /// <param name="x">Where.</param>
    /// <param name="lower">The lower end, finite.</param>
    /// <param name="upper">The upper end, above the lower one, at a finite distance.</param>
    /// <returns>The log-density, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double LogDensity(double x, double lower, double upper)
    {
        double width = Width(lower, upper);
        if (double.IsNaN(x))
        {
            return x;
        }

        return x >= lower && x <= upper ? -Math.Log(width) : double.NegativeInfinity;
    }

    /// <summary>Pr[X &lt;= x].</summary>
    /// <remarks>
    /// <para>Formula: <c>(x - lower) / (upper - lower)</c> inside, 0 below, 1 above. NaN stays NaN.</para>
    /// </remarks>
    /// <param name="x">Where.</param>
    /// <param name="lower">The lower end, finite.</param>
    /// <param name="upper">The upper end, above the lower one, at a finite distance.</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Cdf(double x, double lower, double upper)
    {
        double width = Width(lower, upper);
        return (Math.Clamp(x, lower, upper) - lower) / width;
    }

    /// <summary>The x below which a given probability lies: the inverse of <see cref="Cdf"/> inside the interval.</summary>
    /// <remarks>
    /// <para>Formula: <c>lower + probability (upper - lower)</c>, measured from the nearer end, so that
    /// Quantile(0) = lower and Quantile(1) = upper.</para>
    /// </remarks>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="lower">The lower end, finite.</param>
    /// <param name="upper">The upper end, above the lower one, at a finite distance.</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Quantile(double probability, double lower, double upper)
    {
        Guard.Probability(probability);
        double width = Width(lower, upper);
        return probability < 0.5 ? lower + (probability * width) : upper - ((1.0 - probability) * width);
    }

    /// <summary>E X.</summary>
    /// <remarks><para>Formula: <c>(lower + upper) / 2</c>.</para></remarks>
    /// <param name="lower">The lower end, finite.</param>
    /// <param name="upper">The upper end, finite and above the lower one.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Mean(double lower, double upper)
    {
        CheckEnds(lower, upper);
        double sum = lower + upper;
        return double.IsFinite(sum) ? 0.5 * sum : (0.5 * lower) + (0.5 * upper);
    }

    /// <summary>V X.</summary>
    /// <remarks><para>Formula: <c>(upper - lower)^2 / 12</c>.</para></remarks>
    /// <param name="lower">The lower end, finite.</param>
    /// <param name="upper">The upper end, above the lower one, at a finite distance.</param>
    /// <returns>The variance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Variance(double lower, double upper)
    {
        double width = Width(lower, upper);
        return width * width / 12.0;
    }

    /// <summary>The differential entropy, <c>-E ln p(X)</c>.</summary>
    /// <remarks><para>Formula: <c>ln(upper - lower)</c>; negative for an interval shorter than 1.</para></remarks>
    /// <param name="lower">The lower end, finite.</param>
    /// <param name="upper">The upper end, above the lower one, at a finite distance.</param>
    /// <returns>The entropy, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Entropy(double lower, double upper) => Math.Log(Width(lower, upper));

    /// <summary>Independent draws, a pure function of the key, the stream and the first block.</summary>
    /// <remarks>
    /// <para>Formula: <c>lower + u (upper - lower)</c>. Draw i comes from block <c>firstBlock + floor(i / 4)</c>, whose
    /// counter is (0, stream, block), word i mod 4, by <see cref="UnitInterval"/>: 2^24 different values.</para>
    /// </remarks>
    /// <param name="lower">The lower end, finite.</param>
    /// <param name="upper">The upper end, above the lower one, at a finite distance.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four draws come from.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>Shape [count].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Draw(
        double lower, double upper, PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        double width = Width(lower, upper);
        return Array.ConvertAll(UnitInterval.Fill(key, stream, firstBlock, count), u => lower + (u * width));
    }

    private static double Width(double lower, double upper)
    {
        CheckEnds(lower, upper);
        double width = upper - lower;
        Guard.Finite(width, "upper - lower");
        return width;
    }

    private static void CheckEnds(double lower, double upper)
    {
        Guard.Finite(lower);
        Guard.Finite(upper);
        Guard.Above(upper, lower, nameof(upper), nameof(lower));
    }
}

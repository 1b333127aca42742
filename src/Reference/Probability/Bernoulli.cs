using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Probability;

/// <summary>The Bernoulli law: 1 with the given probability, else 0.</summary>
/// <remarks>Source: the deck, F19; with 0^0 = 1, so that probabilities 0 and 1 are laws like any other.</remarks>
public static class Bernoulli
{
    /// <summary>ln Pr[X = x].</summary>
    /// <remarks>
    /// <para>Formula: <c>x ln probability + (1 - x) ln(1 - probability)</c> with 0 ln 0 = 0; the second logarithm is
    /// taken of one plus a small number, so that it keeps its relative accuracy.</para>
    /// <para>What cannot happen has log-mass minus infinity.</para>
    /// </remarks>
    /// <param name="x">0 or 1.</param>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <returns>The log-mass, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double LogMass(double x, double probability)
    {
        Guard.ZeroOrOne(x);
        Guard.Probability(probability);
        return x == 1.0 ? Math.Log(probability) : LogOnePlus.Value(-probability);
    }

    /// <summary>ln Pr[X = x] where ln(p / (1 - p)) is given instead of the probability p.</summary>
    /// <remarks>
    /// <para>Formula: <c>-softplus(-logit)</c> for 1, <c>-softplus(logit)</c> for 0, with
    /// <c>softplus(t) = max(t, 0) + ln(1 + exp(-|t|))</c>: nothing overflows, and no digit of a small result is lost.
    /// </para>
    /// <para>An infinite logit is certainty.</para>
    /// </remarks>
    /// <param name="x">0 or 1.</param>
    /// <param name="logit">The log-odds of 1; any number but NaN.</param>
    /// <returns>The log-mass, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double LogMassFromLogit(double x, double logit)
    {
        Guard.ZeroOrOne(x);
        Guard.Within(logit, double.NegativeInfinity, double.PositiveInfinity);
        return -Softplus.Value(x == 1.0 ? -logit : logit);
    }

    /// <summary>Pr[X &lt;= x].</summary>
    /// <remarks>
    /// <para>Formula: 0 below 0, <c>1 - probability</c> from there to below 1, then 1. NaN stays NaN.</para>
    /// </remarks>
    /// <param name="x">Where.</param>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability breaks its rule.</exception>
    public static double Cdf(double x, double probability)
    {
        Guard.Probability(probability);
        return double.IsNaN(x) ? x : x < 0.0 ? 0.0 : x < 1.0 ? 1.0 - probability : 1.0;
    }

    /// <summary>The least x with Pr[X &lt;= x] at least a given level: the general inverse of <see cref="Cdf"/>.</summary>
    /// <remarks>
    /// <para>Formula: <c>0 if level &lt;= 1 - probability, else 1</c>, compared without rounding. Where the law is certain
    /// the only possible value is the quantile of every level: Quantile(0, 1) = 1.</para>
    /// <para>Source: the deck, F14 and F15; see <see cref="Probability.Quantile"/>.</para>
    /// </remarks>
    /// <param name="level">In [0, 1].</param>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <returns>0 or 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Quantile(double level, double probability)
    {
        Guard.Probability(level);
        Guard.Probability(probability);
        // The complement of what is at least one half is exact; where both are less, their sum is below 1.
        bool isBeyond = level >= 0.5 ? probability > 1.0 - level : level > 1.0 - probability;
        return isBeyond || probability == 1.0 ? 1.0 : 0.0;
    }

    /// <summary>E X.</summary>
    /// <remarks><para>Formula: <c>probability</c>.</para></remarks>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability breaks its rule.</exception>
    public static double Mean(double probability)
    {
        Guard.Probability(probability);
        return probability;
    }

    /// <summary>V X.</summary>
    /// <remarks><para>Formula: <c>probability (1 - probability)</c>.</para></remarks>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <returns>The variance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability breaks its rule.</exception>
    public static double Variance(double probability)
    {
        Guard.Probability(probability);
        return probability * (1.0 - probability);
    }

    /// <summary>The entropy, <c>-E ln Pr[X]</c>.</summary>
    /// <remarks>
    /// <para>Formula: <c>-probability ln probability - (1 - probability) ln(1 - probability)</c> with 0 ln 0 = 0.</para>
    /// </remarks>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <returns>The entropy, in nats: 0 to ln 2.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability breaks its rule.</exception>
    public static double Entropy(double probability)
    {
        Guard.Probability(probability);
        return probability is 0.0 or 1.0
            ? 0.0
            : (-probability * Math.Log(probability)) - ((1.0 - probability) * LogOnePlus.Value(-probability));
    }

    /// <summary>Independent draws, a pure function of the key, the stream and the first block.</summary>
    /// <remarks>
    /// <para>Formula: <c>1 if u &lt; probability, else 0</c>, the probability rounded to a float, so that every device
    /// draws the same bits. Draw i comes from block <c>firstBlock + floor(i / 4)</c>, whose counter is
    /// (0, stream, block), word i mod 4, by <see cref="UnitInterval"/>.</para>
    /// <para>u takes 2^24 values strictly between 0 and 1: probability 0 never draws 1, probability 1 always does, and
    /// one in between is met to within 2^-24.</para>
    /// </remarks>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four draws come from.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>Shape [count], of zeros and ones.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Draw(double probability, PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        Guard.Probability(probability);
        float threshold = (float)probability;
        return Array.ConvertAll(
            UnitInterval.Fill(key, stream, firstBlock, count), u => u < threshold ? 1.0 : 0.0);
    }
}

using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Probability;

/// <summary>The categorical law: one of K categories, counted from 0, each with its own probability.</summary>
/// <remarks>
/// <para>Probabilities are taken as given, never renormalised. The Bernoulli law is the one of two categories.</para>
/// <para>Source: the deck, F18.</para>
/// </remarks>
public static class Categorical
{
    /// <summary>ln Pr[X = k].</summary>
    /// <remarks>
    /// <para>Formula: <c>ln probabilities[k]</c>; minus infinity where that is 0.</para>
    /// </remarks>
    /// <param name="k">The category, counted from 0.</param>
    /// <param name="probabilities">Shape [K], each in [0, 1], of sum 1.</param>
    /// <returns>The log-mass, in nats.</returns>
    /// <exception cref="ArgumentException">There are no probabilities.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or their sum breaks its rule, or there is no such
    /// category.</exception>
    public static double LogMass(int k, double[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Guard.Distribution(probabilities);
        Guard.Within(k, 0, probabilities.Length - 1);
        return Math.Log(probabilities[k]);
    }

    /// <summary>The entropy, <c>-E ln Pr[X]</c>.</summary>
    /// <remarks>
    /// <para>Formula: <c>-sum_k probabilities[k] ln probabilities[k]</c> with 0 ln 0 = 0. No term is negative, so none
    /// cancels.</para>
    /// <para>Source: Cover and Thomas (2006), Elements of Information Theory, equation 2.1.</para>
    /// </remarks>
    /// <param name="probabilities">Shape [K], each in [0, 1], of sum 1.</param>
    /// <returns>The entropy, in nats: 0 to ln K.</returns>
    /// <exception cref="ArgumentException">There are no probabilities.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or their sum breaks its rule.</exception>
    public static double Entropy(double[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Guard.Distribution(probabilities);
        return EntropyOf(probabilities);
    }

    /// <summary>Independent draws, a pure function of the key, the stream and the first block.</summary>
    /// <remarks>
    /// <para>Formula: the first k with <c>u &lt; probabilities[0] + ... + probabilities[k]</c>, the probabilities rounded to
    /// floats and summed in double in this order, so that every device draws the same. Draw i comes from block
    /// <c>firstBlock + floor(i / 4)</c>, whose counter is (0, stream, block), word i mod 4, by <see cref="UnitInterval"/>.
    /// </para>
    /// <para>A category of probability 0 is never drawn: it adds nothing to the sum. Floats of numbers that sum to 1 sum to
    /// more than 1 - 2^-24, the largest u; where the sum falls short all the same, the last category that is possible is
    /// drawn. u takes 2^24 values, so each probability is met to within 2^-24.</para>
    /// </remarks>
    /// <param name="probabilities">Shape [K], each in [0, 1], of sum 1.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four draws come from.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>Shape [count], each from 0 to K - 1.</returns>
    /// <exception cref="ArgumentException">There are no probabilities.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static int[] Draw(double[] probabilities, PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Guard.Distribution(probabilities);
        double[] upTo = Cumulative(probabilities);
        int last = Array.FindLastIndex(probabilities, probability => (float)probability > 0f);
        return Array.ConvertAll(
            UnitInterval.Fill(key, stream, firstBlock, count),
            u =>
            {
                int k = Array.FindIndex(upTo, sum => u < sum);
                return k < 0 ? last : k;
            });
    }

    /// <summary>Independent draws by the Gumbel-max trick, straight from logits of any scale.</summary>
    /// <remarks>
    /// <para>Formula: the k with the largest <c>logits[k] - ln E_k</c>, E_k independent exponential numbers; -ln E_k has
    /// Gumbel's law. The law drawn is <c>exp(logits[k]) / sum_j exp(logits[j])</c>.</para>
    /// <para>Of draw i, E_k is <c>-ln(1 - v)</c> with <c>v = (word + 1/2) 2^-32</c>, the word k mod 4 of the block whose
    /// counter is (floor(k / 4), stream, firstBlock + i). All 32 bits count at both ends: ln E_k reaches from -22.9 to 3.1.
    /// </para>
    /// <para>Minus infinity is an impossible category and never drawn.</para>
    /// <para>Source: Gumbel (1954), Statistical theory of extreme values; Maddison, Tarlow and Minka (2014), A* sampling.
    /// </para>
    /// </remarks>
    /// <param name="logits">Logarithms of the probabilities up to one constant, shape [K], finite or minus infinity; one at
    /// least finite.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block of the first draw; each has its own.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>Shape [count], each from 0 to K - 1.</returns>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static int[] DrawGumbelMax(double[] logits, PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        ArgumentNullException.ThrowIfNull(logits);
        Guard.NotEmpty<double>(logits);
        Guard.FiniteOrMinusInfinity(logits);
        Guard.Finite(logits.Max(), "the largest of logits");
        Guard.AtLeast(count, 0);
        Guard.Blocks(firstBlock, (ulong)Math.Max(0, count - 1));
        var draws = new int[count];
        for (int i = 0; i < count; i++)
        {
            double[] scores = GumbelScores(logits, key, stream, firstBlock + (ulong)i);
            draws[i] = Array.IndexOf(scores, scores.Max());
        }

        return draws;
    }

    /// <summary>-sum p ln p of numbers that were checked.</summary>
    internal static double EntropyOf(double[] probabilities) =>
        probabilities.Sum(probability => probability == 0.0 ? 0.0 : -probability * Math.Log(probability));

    private static double[] GumbelScores(double[] logits, PhiloxKey key, uint stream, ulong block)
    {
        var scores = new double[logits.Length];
        for (int k = 0; k < logits.Length; k++)
        {
            Words words = Philox4x32.Block(Words.Counter((uint)k / 4, stream, block), key);
            uint word = (k % 4) switch { 0 => words.W0, 1 => words.W1, 2 => words.W2, _ => words.W3 };
            double v = (word + 0.5) * (1.0 / (1L << 32));
            scores[k] = logits[k] - Math.Log(-LogOnePlus.Value(-v));
        }

        return scores;
    }

    private static double[] Cumulative(double[] probabilities)
    {
        var upTo = new double[probabilities.Length];
        double sum = 0.0;
        for (int k = 0; k < probabilities.Length; k++)
        {
            sum += (float)probabilities[k];
            upTo[k] = sum;
        }

        return upTo;
    }
}

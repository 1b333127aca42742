using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Probability;

public static partial class Gamma
{
    /// <summary>One attempt at a draw of rate 1, from four random words.</summary>
    /// <remarks>
    /// <para>Formula: <c>d (1 + t)^3</c>, d = shape - 1/3, t = z / (3 sqrt(d)), z standard normal from words 0 and 1 by
    /// <see cref="BoxMuller"/>; accepted where <c>ln u &lt; z^2 / 2 + d - d (1 + t)^3 + 3 d ln(1 + t)</c>, u from word 2. Of
    /// that the large terms cancel; what remains is <c>3 d (ln(1 + t) - t + t^2 / 2 - t^3 / 3)</c>, and the margin is its
    /// difference to ln u. A shape below 1 takes the draw of shape + 1 times <c>u'^(1/shape)</c>, u' from word 3, in
    /// logarithms.</para>
    /// <para>Both u and u' are <c>(word + 1) 2^-32</c>. Where 1 + t is not positive, both numbers are minus infinity.</para>
    /// <para>Source: Marsaglia and Tsang (2000), A simple method for generating gamma variables, ACM Transactions on
    /// Mathematical Software 26.</para>
    /// </remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="words">Four random words.</param>
    /// <returns>The attempt: more than 95 in 100 are accepted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The shape breaks its rule.</exception>
    public static GammaAttempt Attempt(double shape, Words words)
    {
        Guard.Positive(shape);
        double d = (shape < 1.0 ? shape + 1.0 : shape) - (1.0 / 3.0);
        double t = BoxMuller.FromWords(words.W0, words.W1).Z0 / (3.0 * Math.Sqrt(d));
        if (t <= -1.0)
        {
            return new GammaAttempt(double.NegativeInfinity, double.NegativeInfinity);
        }

        double boost = shape < 1.0 ? LogUniform(words.W3) / shape : 0.0;
        return new GammaAttempt(
            Math.Log(d) + (3.0 * SpecialFunctions.LogOnePlus(t)) + boost,
            (3.0 * d * SpecialFunctions.LogOnePlusBeyondCubic(t)) - LogUniform(words.W2));
    }

    /// <summary>Independent draws, a pure function of the key, the stream and the first block.</summary>
    /// <remarks>
    /// <para>Formula: <c>exp(ln G) / rate</c>, G the first accepted attempt. Draw i comes from block <c>firstBlock + i</c>
    /// alone: attempt k from counter (k, stream, block).</para>
    /// <para>Source: as of <see cref="Attempt"/>.</para>
    /// </remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first draw comes from.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>Shape [count].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule, or a block would pass 2^64 - 1.</exception>
    public static double[] Draw(double shape, double rate, PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        Guard.Positive(shape);
        Guard.Positive(rate);
        Guard.AtLeast(count, 0);
        Guard.Blocks(firstBlock, (ulong)Math.Max(0, count - 1));
        var draws = new double[count];
        for (int i = 0; i < count; i++)
        {
            double logDraw = GammaAttempt.Accepted(shape, key, stream, firstBlock + (ulong)i, attempt: 0, stride: 1).LogDraw;
            draws[i] = Math.Exp(logDraw - Math.Log(rate));
        }

        return draws;
    }

    private static double LogUniform(uint word) => Math.Log((word + 1.0) * (1.0 / (1L << 32)));
}

using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Random;

/// <summary>Independent bits, each 1 with one probability: masks of dropout, thirty-two to a word.</summary>
/// <remarks>
/// <para>A bit is 1 where a uniform number of 24 binary digits is below the probability. Digit k of the number of bit i, counted from
/// the most significant as 0, is bit i of word <c>k % 4</c> of the Philox block of counter (8 w + k / 4, stream, replicate), w being the
/// position of the word. So one word of the generator is a digit of thirty-two numbers, and whoever only wants to know which of them
/// are below the probability may stop at the first digit that tells all of them apart from it: after six or seven of 24, on
/// average.</para>
/// <para>The probability is that of a float, rounded up to a multiple of 2^-24.</para>
/// </remarks>
public static class BernoulliBits
{
    /// <summary>Binary digits of a uniform number.</summary>
    internal const int Digits = 24;

    private const int BlocksOfWord = 8;

    /// <summary>The words of a stream from the first on.</summary>
    /// <param name="probability">Of a 1, in [0, 1 - 2^-24].</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which layer or purpose.</param>
    /// <param name="replicate">Which repetition.</param>
    /// <param name="count">How many words, in [0, 2^29 - 1].</param>
    /// <returns>Shape [count].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static uint[] Fill(double probability, PhiloxKey key, uint stream, ulong replicate, int count)
    {
        Guard.Within(probability, 0, MathF.BitDecrement(1));
        Guard.Within(count, 0, (1 << 29) - 1);
        return [.. Enumerable.Range(0, count).Select(word => Word(probability, key, stream, replicate, word))];
    }

    /// <summary>One of these words.</summary>
    internal static uint Word(double probability, PhiloxKey key, uint stream, ulong replicate, int position)
    {
        uint[] digits =
        [
            .. Enumerable.Range(0, Digits / 4).SelectMany(block =>
            {
                Words words = Philox4x32.Block(
                    Random.Words.Counter((uint)((BlocksOfWord * position) + block), stream, replicate), key);
                return (uint[])[words.W0, words.W1, words.W2, words.W3];
            }),
        ];
        uint bits = 0;
        for (int i = 0; i < 32; i++)
        {
            double uniform = digits.Select((word, k) => ((word >> i) & 1) * Math.ScaleB(1, -(k + 1))).Sum();
            bits |= (uniform < (float)probability ? 1u : 0u) << i;
        }

        return bits;
    }
}

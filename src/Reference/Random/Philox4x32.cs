using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Random;

/// <summary>
/// The Philox4x32 generator: randomness as a pure function of a key and a counter, so that the draw for
/// (key, counter) is the same on every device and in any order.
/// </summary>
/// <remarks>
/// Source: Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", section 4.3;
/// the constants are theirs. Verified on the authors' known-answer vectors.
/// </remarks>
public static class Philox4x32
{
    /// <summary>The number of rounds everything here uses; the authors' safety margin over the 7 that pass BigCrush.</summary>
    public const int Rounds = 10;

    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9; // the golden ratio
    private const uint Weyl1 = 0xBB67AE85; // sqrt(3) - 1

    /// <summary>Four random words.</summary>
    /// <param name="counter">The counter.</param>
    /// <param name="key">The key.</param>
    /// <returns>The block of that counter.</returns>
    public static Words Block(Words counter, PhiloxKey key) => Block(counter, key, Rounds);

    /// <summary>Four random words after a chosen number of rounds.</summary>
    /// <remarks>
    /// One round: (hi0, lo0) = M0 * w0, (hi1, lo1) = M1 * w2;
    /// w = (hi1 ^ w1 ^ k0, lo1, hi0 ^ w3 ^ k1, lo0). Between rounds k0 += W0, k1 += W1 (mod 2^32).
    /// </remarks>
    /// <param name="counter">The counter.</param>
    /// <param name="key">The key.</param>
    /// <param name="rounds">The number of rounds, 0 or more.</param>
    /// <returns>The block of that counter.</returns>
    public static Words Block(Words counter, PhiloxKey key, int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rounds);
        (uint w0, uint w1, uint w2, uint w3) = counter;
        (uint k0, uint k1) = key;
        for (int round = 0; round < rounds; round++)
        {
            ulong product0 = Multiplier0 * w0;
            ulong product1 = Multiplier1 * w2;
            (w0, w1, w2, w3) = (
                (uint)(product1 >> 32) ^ w1 ^ k0,
                (uint)product1,
                (uint)(product0 >> 32) ^ w3 ^ k1,
                (uint)product0);
            unchecked
            {
                k0 += Weyl0;
                k1 += Weyl1;
            }
        }

        return new Words(w0, w1, w2, w3);
    }

    /// <summary>Random words of a stream.</summary>
    /// <remarks>Word i is word i mod 4 of the block with counter (0, stream, firstBlock + i / 4).</remarks>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which layer or purpose.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="count">How many words, 0 or more.</param>
    /// <returns>Shape [count].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or a block would pass 2^64 - 1.</exception>
    public static uint[] Fill(PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        Guard.AtLeast(count, 0);
        Guard.Blocks(firstBlock, (ulong)Math.Max(0, count - 1) / 4);
        var words = new uint[count];
        for (int i = 0; i < count; i += 4)
        {
            Words block = Block(Words.Counter(0, stream, firstBlock + ((ulong)i / 4)), key);
            ReadOnlySpan<uint> four = [block.W0, block.W1, block.W2, block.W3];
            four[..Math.Min(4, count - i)].CopyTo(words.AsSpan(i));
        }

        return words;
    }
}

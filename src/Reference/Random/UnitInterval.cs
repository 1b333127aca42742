namespace BayesBench.Reference.Random;

/// <summary>The one map from a random word to the open unit interval, shared with every kernel by definition.</summary>
public static class UnitInterval
{
    /// <summary>The uniform number of a word.</summary>
    /// <remarks>
    /// Formula: <c>floor(word / 2^8) * 2^-24</c>, and <c>2^-25</c> where that is 0. Every value is a float, so a
    /// kernel and the reference draw the same sample; the midpoint map <c>(k + 1/2) 2^-24</c> would round to 1.
    /// </remarks>
    /// <param name="word">A random word.</param>
    /// <returns>A multiple of 2^-24 in (0, 1), or 2^-25.</returns>
    public static double FromWord(uint word)
    {
        uint top = word >> 8;
        return top == 0 ? 1.0 / (1 << 25) : top * (1.0 / (1 << 24));
    }

    /// <summary>Uniform numbers of a stream.</summary>
    /// <remarks>Number i is that of word i mod 4 of the block with counter (0, stream, firstBlock + i / 4).</remarks>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which layer or purpose.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="count">How many numbers, 0 or more.</param>
    /// <returns>Shape [count].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or a block would pass 2^64 - 1.</exception>
    public static double[] Fill(PhiloxKey key, uint stream, ulong firstBlock, int count) =>
        Array.ConvertAll(Philox4x32.Fill(key, stream, firstBlock, count), FromWord);
}

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
}

using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>Noise of a layer: a pure function of key, stream, replicate and element, so the backward pass draws it again.</summary>
/// <remarks>The four words of block (element / 4, stream, replicate) serve four neighbouring elements.</remarks>
internal static class LayerNoise
{
    /// <summary>A uniform number: that of word <c>element % 4</c>.</summary>
    public static double Uniform(long element, PhiloxKey key, uint stream, ulong replicate)
    {
        Words words = Block(element, key, stream, replicate);
        ReadOnlySpan<uint> four = [words.W0, words.W1, words.W2, words.W3];
        return UnitInterval.FromWord(four[(int)(element % 4)]);
    }

    /// <summary>A standard normal number: component <c>element % 4</c> of the two pairs of the block.</summary>
    public static double Normal(long element, PhiloxKey key, uint stream, ulong replicate)
    {
        Words words = Block(element, key, stream, replicate);
        NormalPair pair = element % 4 < 2
            ? BoxMuller.FromWords(words.W0, words.W1)
            : BoxMuller.FromWords(words.W2, words.W3);
        return element % 2 == 0 ? pair.Z0 : pair.Z1;
    }

    private static Words Block(long element, PhiloxKey key, uint stream, ulong replicate) =>
        Philox4x32.Block(Words.Counter((uint)(element / 4), stream, replicate), key);
}

using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Random;

/// <summary>Two independent standard normal numbers.</summary>
/// <param name="Z0">The cosine's.</param>
/// <param name="Z1">The sine's.</param>
public readonly record struct NormalPair(double Z0, double Z1);

/// <summary>Standard normal numbers from uniform words.</summary>
/// <remarks>Source: Box and Muller (1958), "A note on the generation of random normal deviates".</remarks>
public static class BoxMuller
{
    private const double TwoToMinus32 = 1.0 / (1L << 32);

    /// <summary>Two standard normal numbers of two words.</summary>
    /// <remarks>
    /// <para>
    /// Formula: <c>u = (radiusWord + 1) 2^-32</c>, <c>v = angleWord 2^-32</c>, <c>r = sqrt(-2 ln u)</c>,
    /// <c>z0 = r cos(2 pi v)</c>, <c>z1 = r sin(2 pi v)</c>.
    /// </para>
    /// <para>
    /// The radius uses all 32 bits, so the tail ends at sqrt(64 ln 2) = 6.66 standard deviations, where a
    /// normal number falls with probability 2.7e-11; <c>u</c> is never 0, so nothing is infinite.
    /// </para>
    /// </remarks>
    /// <param name="radiusWord">The word that makes the radius.</param>
    /// <param name="angleWord">The word that makes the angle.</param>
    /// <returns>The pair.</returns>
    public static NormalPair FromWords(uint radiusWord, uint angleWord)
    {
        double radius = Radius(radiusWord);
        (double sine, double cosine) = double.SinCosPi(2.0 * angleWord * TwoToMinus32); // exact at the quadrants
        return new NormalPair(radius * cosine, radius * sine);
    }

    /// <summary>Standard normal numbers of a stream.</summary>
    /// <remarks>
    /// Numbers 4 b to 4 b + 3 are the pairs of words (0, 1) and (2, 3) of the block with counter
    /// (0, stream, firstBlock + b).
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which layer or purpose.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="count">How many numbers, 0 or more.</param>
    /// <returns>Shape [count].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or a block would pass 2^64 - 1.</exception>
    public static double[] Fill(PhiloxKey key, uint stream, ulong firstBlock, int count)
    {
        Guard.AtLeast(count, 0);
        uint[] words = Philox4x32.Fill(key, stream, firstBlock, count + (count & 1));
        var normals = new double[words.Length];
        for (int i = 0; i < normals.Length; i += 2)
        {
            (normals[i], normals[i + 1]) = FromWords(words[i], words[i + 1]);
        }

        return normals[..count];
    }

    /// <summary>The radius alone: the length of two standard normal numbers, of Rayleigh's law.</summary>
    internal static double Radius(uint word) => Math.Sqrt(-2.0 * Math.Log((word + 1.0) * TwoToMinus32));
}

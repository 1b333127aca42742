namespace BayesBench.Reference.Random;

/// <summary>Two independent standard normal numbers.</summary>
/// <param name="Z0">The cosine's.</param>
/// <param name="Z1">The sine's.</param>
public readonly record struct NormalPair(double Z0, double Z1);

/// <summary>Standard normal numbers from uniform words.</summary>
/// <remarks>Source: Box and Muller (1958), "A note on the generation of random normal deviates".</remarks>
public static class BoxMuller
{
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
        const double TwoToMinus32 = 1.0 / (1L << 32);
        double radius = Math.Sqrt(-2.0 * Math.Log((radiusWord + 1.0) * TwoToMinus32));
        (double sine, double cosine) = Math.SinCos(2.0 * Math.PI * (angleWord * TwoToMinus32));
        return new NormalPair(radius * cosine, radius * sine);
    }
}

using BayesBench.Reference.Random;

namespace BayesBench.Data;

/// <summary>Images that are no digits, made without other data.</summary>
public static class NoDigits
{
    private const uint NoiseStream = 0x0E20, OrderStream = 0x0E21;

    /// <summary>Pixels independent and uniform in (0, 1).</summary>
    /// <param name="count">Images.</param>
    /// <param name="seed">Of the noise.</param>
    public static float[] Noise(int count, ulong seed) => Array.ConvertAll(
        UnitInterval.Fill(PhiloxKey.From(seed), NoiseStream, 0, checked(count * Digits.Pixels)), value => (float)value);

    /// <summary>The same images, the pixels of all of them in one and the same random order.</summary>
    /// <param name="images">N x 784.</param>
    /// <param name="seed">Of the order.</param>
    public static float[] Permuted(float[] images, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        double[] keys = UnitInterval.Fill(PhiloxKey.From(seed), OrderStream, 0, Digits.Pixels);
        int[] order = [.. Enumerable.Range(0, Digits.Pixels).OrderBy(pixel => keys[pixel])];
        var permuted = new float[images.Length];
        for (int i = 0; i < images.Length; i++)
        {
            permuted[i] = images[(i / Digits.Pixels * Digits.Pixels) + order[i % Digits.Pixels]];
        }

        return permuted;
    }

    /// <summary>Dark on light.</summary>
    /// <param name="images">Pixels in [0, 1].</param>
    public static float[] Inverted(float[] images) => Array.ConvertAll(images, pixel => 1 - pixel);
}

using BayesBench.Data;
using SkiaSharp;

namespace BayesBench.Training;

/// <summary>A model that has something to show.</summary>
public interface IPicturedModel
{
    /// <summary>Pictures by the names of their files.</summary>
    IEnumerable<(string Name, ImageGrid Images)> Pictures();
}

/// <summary>Images of digits side by side: white on black as the data are.</summary>
/// <param name="Pixels">Shape [N, 784], each in [0, 1].</param>
/// <param name="Columns">Images of a row.</param>
public sealed record ImageGrid(float[] Pixels, int Columns)
{
    private const int Enlargement = 2;

    private int Count => Pixels.Length / Digits.Pixels;

    /// <summary>The grid as a picture.</summary>
    /// <returns>A PNG.</returns>
    public byte[] Png()
    {
        using var bitmap = new SKBitmap(Columns * Digits.Side, (Count + Columns - 1) / Columns * Digits.Side);
        bitmap.Erase(SKColors.Black);
        for (int i = 0; i < Count * Digits.Pixels; i++)
        {
            (int image, int pixel) = (i / Digits.Pixels, i % Digits.Pixels);
            byte grey = (byte)Math.Round(255 * Math.Clamp(Pixels[i], 0, 1));
            bitmap.SetPixel(
                (image % Columns * Digits.Side) + (pixel % Digits.Side),
                (image / Columns * Digits.Side) + (pixel / Digits.Side),
                new SKColor(grey, grey, grey));
        }

        using SKBitmap large = bitmap.Resize(
            new SKImageInfo(Enlargement * bitmap.Width, Enlargement * bitmap.Height), new SKSamplingOptions(SKFilterMode.Nearest));
        using SKData png = large.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }
}

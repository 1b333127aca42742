using BayesBench.Data;
using SkiaSharp;

namespace BayesBench.Training;

/// <summary>What the first layer looks at: its weights as pictures, one beside the other. White is 0, blue positive, red negative.</summary>
public static class FilterPicture
{
    private const int Enlargement = 3, MostPictures = 100, Columns = 10;

    private static readonly SKColor Gap = new(0xDD, 0xDD, 0xDD);

    /// <summary>A PNG of at most a hundred pictures; null where the first weights are none of an image.</summary>
    public static byte[]? Png(IReadOnlyList<ModelArray> arrays)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        if (arrays.FirstOrDefault(array => array.Name is "mean" or "weights") is not { } weights || Pictures(weights) is not { } pictures)
        {
            return null;
        }

        int side = pictures.Side, rows = (pictures.Count + Columns - 1) / Columns;
        using var bitmap = new SKBitmap((Columns * (side + 1)) - 1, (rows * (side + 1)) - 1);
        bitmap.Erase(Gap);
        for (int picture = 0; picture < pictures.Count; picture++)
        {
            Draw(bitmap, pictures, picture);
        }

        using SKBitmap large = bitmap.Resize(
            new SKImageInfo(Enlargement * bitmap.Width, Enlargement * bitmap.Height), new SKSamplingOptions(SKFilterMode.Nearest));
        using SKData png = large.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    // Each picture on a scale of its own: else the largest weight of all leaves the others white.
    private static void Draw(SKBitmap bitmap, FilterGrid pictures, int picture)
    {
        int side = pictures.Side, left = picture % Columns * (side + 1), top = picture / Columns * (side + 1);
        float largest = Enumerable.Range(0, side * side).Max(pixel => Math.Abs(pictures.At(picture, pixel)));
        for (int pixel = 0; pixel < side * side; pixel++)
        {
            float share = largest > 0 ? pictures.At(picture, pixel) / largest : 0;
            bitmap.SetPixel(left + (pixel % side), top + (pixel / side), Colour(share));
        }
    }

    private static SKColor Colour(float share)
    {
        byte fade = (byte)Math.Round(255 * (1 - Math.Abs(share)));
        return share < 0 ? new SKColor(255, fade, fade) : new SKColor(fade, fade, 255);
    }

    private static FilterGrid? Pictures(ModelArray weights) => weights.Shape switch
    {
        // Inputs by outputs.
        [Digits.Pixels, int outputs] => new FilterGrid(
            Digits.Side, Math.Min(outputs, MostPictures), (picture, pixel) => weights.Values[(pixel * outputs) + picture]),
        // Outputs by inputs, a bias behind them.
        [int outputs, Digits.Pixels + 1] => new FilterGrid(
            Digits.Side, Math.Min(outputs, MostPictures), (picture, pixel) => weights.Values[(picture * (Digits.Pixels + 1)) + pixel]),
        [int filters, 1, int height, int width] when height == width => new FilterGrid(
            width, Math.Min(filters, MostPictures), (picture, pixel) => weights.Values[(picture * width * width) + pixel]),
        _ => null,
    };

    private sealed record FilterGrid(int Side, int Count, Func<int, int, float> At);
}

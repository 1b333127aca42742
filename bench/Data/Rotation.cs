namespace BayesBench.Data;

/// <summary>Images turned about their centre.</summary>
public static class Rotation
{
    private const double Centre = (Digits.Side - 1) / 2.0;

    /// <summary>
    /// Turns images counterclockwise. A pixel is what lies at the place that it was turned from, between the four pixels around that
    /// place in proportion to how near they are (bilinear interpolation); outside an image is background, 0.
    /// </summary>
    /// <remarks>Multiples of 90 degrees are exact: they move pixels onto pixels.</remarks>
    /// <param name="images">N x 784.</param>
    /// <param name="degrees">The angle.</param>
    /// <returns>N x 784.</returns>
    public static float[] Of(float[] images, double degrees)
    {
        ArgumentNullException.ThrowIfNull(images);
        Source[] sources = Sources(degrees);
        var turned = new float[images.Length];
        Parallel.For(0, images.Length / Digits.Pixels, image =>
        {
            ReadOnlySpan<float> from = images.AsSpan(image * Digits.Pixels, Digits.Pixels);
            Span<float> to = turned.AsSpan(image * Digits.Pixels, Digits.Pixels);
            for (int pixel = 0; pixel < to.Length; pixel++)
            {
                to[pixel] = sources[pixel].Of(from);
            }
        });
        return turned;
    }

    // Where every pixel comes from, the same for all images.
    private static Source[] Sources(double degrees)
    {
        (double sine, double cosine) = double.SinCosPi(degrees / 180);
        return [.. Enumerable.Range(0, Digits.Pixels).Select(pixel =>
        {
            // x to the right and y upwards from the centre, turned back.
            (double x, double y) = ((pixel % Digits.Side) - Centre, Centre - (pixel / Digits.Side));
            return new Source(Centre - ((cosine * y) - (sine * x)), Centre + (cosine * x) + (sine * y));
        })];
    }

    private readonly struct Source(double row, double column)
    {
        private readonly int _top = (int)Math.Floor(row), _left = (int)Math.Floor(column);
        private readonly float _down = (float)(row - Math.Floor(row)), _right = (float)(column - Math.Floor(column));

        public float Of(ReadOnlySpan<float> image) =>
            ((1 - _down) * (((1 - _right) * At(image, _top, _left)) + (_right * At(image, _top, _left + 1))))
            + (_down * (((1 - _right) * At(image, _top + 1, _left)) + (_right * At(image, _top + 1, _left + 1))));

        private static float At(ReadOnlySpan<float> image, int row, int column) =>
            row is >= 0 and < Digits.Side && column is >= 0 and < Digits.Side ? image[(row * Digits.Side) + column] : 0;
    }
}

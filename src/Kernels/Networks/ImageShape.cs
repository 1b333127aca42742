using System.Globalization;

namespace BayesBench.Kernels.Networks;

/// <summary>What one example looks like between two layers; a row of numbers is as many channels of one pixel.</summary>
/// <param name="Channels">C, planes.</param>
/// <param name="Height">H, rows of a plane.</param>
/// <param name="Width">W, pixels of a row.</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>C H W.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>A row of numbers, or one square plane where their number is a square.</summary>
    /// <param name="length">How many, at least 1.</param>
    /// <returns>The shape.</returns>
    public static ImageShape Of(int length)
    {
        DeviceGuard.AtLeastOne(length, nameof(length));
        int side = (int)Math.Sqrt(length);
        return side * side == length ? new ImageShape(1, side, side) : new ImageShape(length, 1, 1);
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Channels}x{Height}x{Width}");
}

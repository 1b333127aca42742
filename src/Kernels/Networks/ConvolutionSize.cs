using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Networks;

/// <summary>The sizes of a convolution and of the batch it works on.</summary>
/// <param name="Batch">B, images.</param>
/// <param name="Channels">C, planes of an image.</param>
/// <param name="Height">H, rows of a plane.</param>
/// <param name="Width">W, pixels of a row.</param>
/// <param name="Filters">F, planes of an output.</param>
/// <param name="FilterSize">K, rows and columns of a filter.</param>
public readonly record struct ConvolutionSize(int Batch, int Channels, int Height, int Width, int Filters, int FilterSize)
{
    /// <summary>H - K + 1.</summary>
    public int OutputHeight => Height - FilterSize + 1;

    /// <summary>W - K + 1.</summary>
    public int OutputWidth => Width - FilterSize + 1;

    /// <summary>B C H W.</summary>
    public int Images => Batch * Channels * Height * Width;

    /// <summary>F C K K.</summary>
    public int Weights => Filters * Channels * FilterSize * FilterSize;

    /// <summary>B F (H - K + 1) (W - K + 1).</summary>
    public int Outputs => Batch * Filters * OutputHeight * OutputWidth;

    /// <summary>
    /// From a plane's first output to its last where its rows are as wide as the image's: the pixel that meets a weight is
    /// then as far from the output everywhere, and sixteen outputs in a row need sixteen pixels in a row.
    /// </summary>
    internal int WidePlane => ((OutputHeight - 1) * Width) + OutputWidth;

    /// <summary>Sixteens that cover a wide plane; the last one ends where it ends.</summary>
    internal int Tiles => (WidePlane + Lanes.Count - 1) / Lanes.Count;

    /// <summary>
    /// The convolution that the derivative by the images is: of the outputs' derivatives with a border of K - 1 zeros, by
    /// filters turned round, with the roles of channels and filters exchanged.
    /// </summary>
    internal ConvolutionSize Adjoint => new(
        Batch, Filters, Height + FilterSize - 1, Width + FilterSize - 1, Channels, FilterSize);

    internal void Check()
    {
        DeviceGuard.AtLeastOne(Batch, nameof(Batch));
        DeviceGuard.AtLeastOne(Channels, nameof(Channels));
        DeviceGuard.AtLeastOne(Filters, nameof(Filters));
        DeviceGuard.AtLeastOne(FilterSize, nameof(FilterSize));
        DeviceGuard.AtLeast(FilterSize, Height, nameof(Height));
        DeviceGuard.AtLeast(FilterSize, Width, nameof(Width));
    }
}

/// <summary>Where a convolution's weights lie: weight t of channel c and filter f is <c>First + f OfFilter + c OfChannel + t Step</c>.</summary>
internal readonly record struct WeightLayout(int First, int OfFilter, int OfChannel, int Step);

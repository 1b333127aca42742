using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>Convolution of images on a device, forward.</summary>
/// <remarks>
/// A GPU and ILGPU's CPU accelerator take one output a work item. An OpenCL compiler for processors gets a tile: sixteen
/// neighbours of four filters, in rows as wide as the image's, whose last K - 1 places are left out afterwards.
/// </remarks>
public static partial class ConvolutionKernels
{
    private const int FiltersOfTile = 4;

    /// <summary><c>output[b, f, y, x] = bias[f] + sum_{c, i, j} images[b, c, y + i, x + j] filters[f, c, i, j]</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="images">Shape [B, C, H, W].</param>
    /// <param name="filters">Shape [F, C, K, K].</param>
    /// <param name="bias">Shape [F].</param>
    /// <param name="output">Shape [B, F, H - K + 1, W - K + 1], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size breaks its rule.</exception>
    public static void Forward(
        Device device,
        ConvolutionSize size,
        ArrayView<float> images,
        ArrayView<float> filters,
        ArrayView<float> bias,
        ArrayView<float> output)
    {
        ArgumentNullException.ThrowIfNull(device);
        size.Check();
        DeviceGuard.Length(size.Images, images, nameof(images));
        DeviceGuard.Length(size.Weights, filters, nameof(filters));
        DeviceGuard.Length(size.Filters, bias, nameof(bias));
        DeviceGuard.Length(size.Outputs, output, nameof(output));
        if (device.PrefersLoops || size.WidePlane < Lanes.Count)
        {
            device.Launch(OutputOfOne, size.Outputs, size, images, filters, bias, output);
            return;
        }

        // Launches run in order; the gate keeps those of another thread from coming between.
        lock (device.Gate)
        {
            int square = size.FilterSize * size.FilterSize;
            var layout = new WeightLayout(0, size.Channels * square, square, 1);
            ArrayView<float> wide = device.Scratch<float>(size.Batch * size.Filters * size.WidePlane);
            InTiles(device, size, layout, images, filters, bias, wide, output);
        }
    }

    private static void InTiles(
        Device device,
        ConvolutionSize size,
        WeightLayout layout,
        ArrayView<float> images,
        ArrayView<float> filters,
        ArrayView<float> bias,
        ArrayView<float> wide,
        ArrayView<float> output)
    {
        int items = size.Batch * Groups(size) * size.Tiles;
        device.Launch(OutputsOfTile, Work.Tiles(items), size, layout, images, filters, bias, wide);
        device.Launch(Narrowed, Work.Tiles(size.Batch * size.Filters), size, wide, output);
    }

    private static int Groups(ConvolutionSize size) => (size.Filters + FiltersOfTile - 1) / FiltersOfTile;

    // One work item: one output.
    private static void OutputOfOne(
        Index1D o,
        ConvolutionSize size,
        ArrayView<float> images,
        ArrayView<float> filters,
        ArrayView<float> bias,
        ArrayView<float> output)
    {
        int rows = size.OutputHeight;
        int columns = size.OutputWidth;
        int f = o.X / (rows * columns) % size.Filters;
        int b = o.X / (rows * columns * size.Filters);
        int pixel = (((b * size.Channels * size.Height) + (o.X / columns % rows)) * size.Width) + (o.X % columns);
        int weight = f * size.Channels * size.FilterSize * size.FilterSize;
        float sum = bias[f];
        for (int c = 0; c < size.Channels; c++)
        {
            for (int i = 0; i < size.FilterSize; i++)
            {
                int at = pixel + (i * size.Width);
                for (int j = 0; j < size.FilterSize; j++)
                {
                    sum += images[at + j] * filters[weight];
                    weight++;
                }
            }

            pixel += size.Height * size.Width;
        }

        output[o] = sum;
    }

    // One work item: sixteen places of a wide plane for four filters. The last tile of a plane and the last group of filters
    // take some of what their neighbours take, and write the same numbers.
    private static void OutputsOfTile(
        Index1D item,
        ConvolutionSize size,
        WeightLayout layout,
        ArrayView<float> images,
        ArrayView<float> filters,
        ArrayView<float> bias,
        ArrayView<float> wide)
    {
        int plane = size.WidePlane;
        int groups = (size.Filters + FiltersOfTile - 1) / FiltersOfTile;
        int group = item.X / size.Tiles % groups;
        int b = item.X / (size.Tiles * groups);
        int place = Min(item.X % size.Tiles * Lanes.Count, plane - Lanes.Count);
        int last = size.Filters - 1;
        int f0 = group * FiltersOfTile;
        int f1 = Min(f0 + 1, last);
        int f2 = Min(f0 + 2, last);
        int f3 = Min(f0 + 3, last);
        Lanes s0 = Lanes.Of(bias[f0]);
        Lanes s1 = Lanes.Of(bias[f1]);
        Lanes s2 = Lanes.Of(bias[f2]);
        Lanes s3 = Lanes.Of(bias[f3]);
        for (int c = 0; c < size.Channels; c++)
        {
            int pixel = (((b * size.Channels) + c) * size.Height * size.Width) + place;
            int weight = layout.First + (c * layout.OfChannel);
            for (int i = 0; i < size.FilterSize; i++)
            {
                int at = pixel + (i * size.Width);
                for (int j = 0; j < size.FilterSize; j++)
                {
                    Lanes pixels = Lanes.Load(images, at + j);
                    s0 = s0.Add(pixels, filters[weight + (f0 * layout.OfFilter)]);
                    s1 = s1.Add(pixels, filters[weight + (f1 * layout.OfFilter)]);
                    s2 = s2.Add(pixels, filters[weight + (f2 * layout.OfFilter)]);
                    s3 = s3.Add(pixels, filters[weight + (f3 * layout.OfFilter)]);
                    weight += layout.Step;
                }
            }
        }

        int start = b * size.Filters;
        s0.Store(wide, ((start + f0) * plane) + place);
        s1.Store(wide, ((start + f1) * plane) + place);
        s2.Store(wide, ((start + f2) * plane) + place);
        s3.Store(wide, ((start + f3) * plane) + place);
    }

    // One work item: one plane, without the places between the rows.
    private static void Narrowed(Index1D plane, ConvolutionSize size, ArrayView<float> wide, ArrayView<float> output)
    {
        int to = plane.X * size.OutputHeight * size.OutputWidth;
        int from = plane.X * size.WidePlane;
        for (int y = 0; y < size.OutputHeight; y++)
        {
            for (int x = 0; x < size.OutputWidth; x++)
            {
                output[to + x] = wide[from + x];
            }

            to += size.OutputWidth;
            from += size.Width;
        }
    }

    private static int Min(int a, int b) => a < b ? a : b;
}

using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <content>
/// The derivative by filters and bias: long sums over batch and image, cut into parts of whole images where there are fewer
/// weights than a device works on at once. The parts are put together in their order: the same bits on every run. Sums of lanes
/// are stored as they are, and put together with the parts: see docs/decisions/0014.
/// </content>
public static partial class ConvolutionKernels
{
    private const int ItemsOfGpu = 1 << 17;
    private const int ItemsOfProcessor = 1 << 10;

    /// <summary>The derivative of a loss by filters and bias, from its derivative by the outputs.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="images">Shape [B, C, H, W], finite.</param>
    /// <param name="outputGradient">Shape [B, F, H - K + 1, W - K + 1].</param>
    /// <param name="filterGradient">Shape [F, C, K, K], written.</param>
    /// <param name="biasGradient">Shape [F], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size breaks its rule.</exception>
    public static void BackwardFilters(
        Device device,
        ConvolutionSize size,
        ArrayView<float> images,
        ArrayView<float> outputGradient,
        ArrayView<float> filterGradient,
        ArrayView<float> biasGradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        size.Check();
        DeviceGuard.Length(size.Images, images, nameof(images));
        DeviceGuard.Length(size.Outputs, outputGradient, nameof(outputGradient));
        DeviceGuard.Length(size.Weights, filterGradient, nameof(filterGradient));
        DeviceGuard.Length(size.Filters, biasGradient, nameof(biasGradient));
        bool tiled = !device.PrefersLoops && size.WidePlane >= Lanes.Count;
        int items = tiled ? size.Weights / size.Filters * Groups(size) : size.Weights;
        int parts = Parts(device, size, items);
        int lanes = tiled ? Lanes.Count : 1;
        int wide = tiled ? size.Batch * size.Filters * size.Tiles * Lanes.Count : 0;
        int ofFilters = parts * size.Weights * lanes, ofBias = parts * size.Filters * Lanes.Count;
        lock (device.Gate)
        {
            ArrayView<float> memory = device.Scratch<float>(wide + ofFilters + ofBias);
            ArrayView<float> filterSums = memory.SubView(wide, ofFilters);
            ArrayView<float> biasSums = memory.SubView(wide + ofFilters, ofBias);
            if (tiled)
            {
                ArrayView<float> widened = memory.SubView(0, wide);
                device.Launch(Widened, Work.Tiles(size.Batch * size.Filters), size, outputGradient, widened);
                device.Launch(WeightGradientsOfTile, Work.Tiles(parts * items), size, parts, images, widened, filterSums);
            }
            else
            {
                device.Launch(WeightGradientOfOne, parts * items, size, parts, images, outputGradient, filterSums);
            }

            device.Launch(BiasGradientOfOne, Work.Tiles(parts * size.Filters), size, parts, outputGradient, biasSums);
            device.Launch(SumOfParts, size.Weights, parts, lanes, filterSums, filterGradient);
            device.Launch(SumOfParts, size.Filters, parts, Lanes.Count, biasSums, biasGradient);
        }
    }

    private static int Parts(Device device, ConvolutionSize size, int items) => device.Kind switch
    {
        DeviceKind.Cpu => 1,
        DeviceKind.OpenClCpu => Math.Clamp(ItemsOfProcessor / items, 1, size.Batch),
        _ => Math.Clamp(ItemsOfGpu / items, 1, size.Batch),
    };

    // One work item: one weight, over the images of a part.
    private static void WeightGradientOfOne(
        Index1D item, ConvolutionSize size, int parts, ArrayView<float> images, ArrayView<float> outputGradient, ArrayView<float> sums)
    {
        int side = size.FilterSize;
        int part = item.X / size.Weights;
        int weight = item.X % size.Weights;
        int j = weight % side;
        int i = weight / side % side;
        int c = weight / (side * side) % size.Channels;
        int f = weight / (side * side * size.Channels);
        float sum = 0f;
        for (int b = part; b < size.Batch; b += parts)
        {
            int pixel = (((((b * size.Channels) + c) * size.Height) + i) * size.Width) + j;
            int output = ((b * size.Filters) + f) * size.OutputHeight * size.OutputWidth;
            for (int y = 0; y < size.OutputHeight; y++)
            {
                for (int x = 0; x < size.OutputWidth; x++)
                {
                    sum += outputGradient[output + x] * images[pixel + x];
                }

                output += size.OutputWidth;
                pixel += size.Width;
            }
        }

        sums[item] = sum;
    }

    // One work item: the weight at one place of four filters, over the images of a part, sixteen sums each. What stands between
    // the rows of the wide planes, and in their last sixteen what the ones before hold, is zero: pixels there add nothing.
    private static void WeightGradientsOfTile(
        Index1D item, ConvolutionSize size, int parts, ArrayView<float> images, ArrayView<float> wide, ArrayView<float> sums)
    {
        int side = size.FilterSize;
        int plane = size.Tiles * Lanes.Count;
        int lastTile = size.WidePlane - Lanes.Count;
        int places = size.Channels * side * side;
        int groups = (size.Filters + FiltersOfTile - 1) / FiltersOfTile;
        int place = item.X % places;
        int group = item.X / places % groups;
        int part = item.X / (places * groups);
        int last = size.Filters - 1;
        int f0 = group * FiltersOfTile;
        int f1 = Min(f0 + 1, last);
        int f2 = Min(f0 + 2, last);
        int f3 = Min(f0 + 3, last);
        int first = (((place / (side * side) * size.Height) + (place / side % side)) * size.Width) + (place % side);
        Lanes s0 = default;
        Lanes s1 = default;
        Lanes s2 = default;
        Lanes s3 = default;
        for (int b = part; b < size.Batch; b += parts)
        {
            int pixel = (b * size.Channels * size.Height * size.Width) + first;
            int row = b * size.Filters;
            for (int at = 0; at < plane; at += Lanes.Count)
            {
                Lanes pixels = Lanes.Load(images, pixel + Min(at, lastTile));
                s0 = s0.Add(pixels, Lanes.Load(wide, ((row + f0) * plane) + at));
                s1 = s1.Add(pixels, Lanes.Load(wide, ((row + f1) * plane) + at));
                s2 = s2.Add(pixels, Lanes.Load(wide, ((row + f2) * plane) + at));
                s3 = s3.Add(pixels, Lanes.Load(wide, ((row + f3) * plane) + at));
            }
        }

        int start = (part * size.Weights) + place;
        s0.Store(sums, (start + (f0 * places)) * Lanes.Count);
        s1.Store(sums, (start + (f1 * places)) * Lanes.Count);
        s2.Store(sums, (start + (f2 * places)) * Lanes.Count);
        s3.Store(sums, (start + (f3 * places)) * Lanes.Count);
    }

    // One work item: one filter's bias, over the images of a part, sixteen sums.
    private static void BiasGradientOfOne(
        Index1D item, ConvolutionSize size, int parts, ArrayView<float> outputGradient, ArrayView<float> sums)
    {
        int plane = size.OutputHeight * size.OutputWidth;
        int f = item.X % size.Filters;
        Lanes lanes = default;
        float rest = 0f;
        for (int b = item.X / size.Filters; b < size.Batch; b += parts)
        {
            int start = ((b * size.Filters) + f) * plane;
            int at = 0;
            for (; at + Lanes.Count <= plane; at += Lanes.Count)
            {
                lanes = lanes.Plus(Lanes.Load(outputGradient, start + at));
            }

            for (; at < plane; at++)
            {
                rest += outputGradient[start + at];
            }
        }

        lanes.Store(sums, item * Lanes.Count);
        sums[item * Lanes.Count] += rest;
    }

    // One work item: a plane of derivatives whose rows are as wide as the image's, zeros between them, in whole sixteens: the
    // last of them ends with the plane, and has zeros where it lies over the one before.
    private static void Widened(Index1D plane, ConvolutionSize size, ArrayView<float> outputGradient, ArrayView<float> wide)
    {
        int length = size.Tiles * Lanes.Count;
        int over = length - size.WidePlane;
        int from = plane.X * size.OutputHeight * size.OutputWidth;
        int to = plane.X * length;
        for (int y = 0; y < size.OutputHeight; y++)
        {
            for (int x = 0; x < size.OutputWidth; x++)
            {
                wide[to + x] = outputGradient[from + x];
            }

            int next = Min(to + size.Width, (plane.X * length) + size.WidePlane);
            for (int at = to + size.OutputWidth; at < next; at++)
            {
                wide[at] = 0f;
            }

            from += size.OutputWidth;
            to = next;
        }

        // From the last number on, to where it belongs in a sixteen that ends later.
        int first = ((plane.X + 1) * length) - Lanes.Count;
        for (int at = Lanes.Count - 1; at >= 0; at--)
        {
            wide[first + at] = at < over ? 0f : wide[first + at - over];
        }
    }

    // One work item: one sum of all parts and their lanes.
    private static void SumOfParts(Index1D i, int parts, int lanes, ArrayView<float> partial, ArrayView<float> sums)
    {
        float sum = 0f;
        for (int part = 0; part < parts; part++)
        {
            int at = ((part * (int)sums.Length) + i.X) * lanes;
            for (int lane = at; lane < at + lanes; lane++)
            {
                sum += partial[lane];
            }
        }

        sums[i] = sum;
    }
}

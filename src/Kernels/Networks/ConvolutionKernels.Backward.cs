using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <content>The derivative by the images.</content>
public static partial class ConvolutionKernels
{
    /// <summary>The derivative of a loss by the images, from its derivative by the outputs.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="outputGradient">Shape [B, F, H - K + 1, W - K + 1].</param>
    /// <param name="filters">Shape [F, C, K, K].</param>
    /// <param name="inputGradient">Shape [B, C, H, W], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size breaks its rule.</exception>
    public static void BackwardInput(
        Device device,
        ConvolutionSize size,
        ArrayView<float> outputGradient,
        ArrayView<float> filters,
        ArrayView<float> inputGradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        size.Check();
        DeviceGuard.Length(size.Outputs, outputGradient, nameof(outputGradient));
        DeviceGuard.Length(size.Weights, filters, nameof(filters));
        DeviceGuard.Length(size.Images, inputGradient, nameof(inputGradient));
        ConvolutionSize adjoint = size.Adjoint;
        if (device.PrefersLoops || adjoint.WidePlane < Lanes.Count)
        {
            device.Launch(PixelGradientOfOne, size.Images, size, outputGradient, filters, inputGradient);
            return;
        }

        lock (device.Gate)
        {
            int square = size.FilterSize * size.FilterSize;
            int wide = adjoint.Batch * adjoint.Filters * adjoint.WidePlane;
            ArrayView<float> memory = device.Scratch<float>(adjoint.Images + adjoint.Filters + wide);
            ArrayView<float> bordered = memory.SubView(0, adjoint.Images);
            ArrayView<float> noBias = memory.SubView(adjoint.Images, adjoint.Filters);
            device.Launch(Bordered, Work.Tiles((size.Batch * size.Filters) + 1), size, outputGradient, memory);
            InTiles(
                device,
                adjoint,
                new WeightLayout(square - 1, square, size.Channels * square, -1),
                bordered,
                filters,
                noBias,
                memory.SubView(adjoint.Images + adjoint.Filters, wide),
                inputGradient);
        }
    }

    // One work item: one pixel, from all outputs that it is in.
    private static void PixelGradientOfOne(
        Index1D pixel,
        ConvolutionSize size,
        ArrayView<float> outputGradient,
        ArrayView<float> filters,
        ArrayView<float> inputGradient)
    {
        int side = size.FilterSize;
        int rows = size.OutputHeight;
        int columns = size.OutputWidth;
        int x = pixel.X % size.Width;
        int y = pixel.X / size.Width % size.Height;
        int c = pixel.X / (size.Width * size.Height) % size.Channels;
        int b = pixel.X / (size.Width * size.Height * size.Channels);
        int firstRow = y < rows ? 0 : y - rows + 1;
        int firstColumn = x < columns ? 0 : x - columns + 1;
        int lastRow = Min(y, side - 1);
        int lastColumn = Min(x, side - 1);
        float sum = 0f;
        for (int f = 0; f < size.Filters; f++)
        {
            int plane = ((b * size.Filters) + f) * rows;
            int filter = ((f * size.Channels) + c) * side;
            for (int i = firstRow; i <= lastRow; i++)
            {
                int at = ((plane + y - i) * columns) + x;
                int weight = (filter + i) * side;
                for (int j = firstColumn; j <= lastColumn; j++)
                {
                    sum += outputGradient[at - j] * filters[weight + j];
                }
            }
        }

        inputGradient[pixel] = sum;
    }

    // One work item: a plane of derivatives with K - 1 zeros on each side. Behind the planes stand zeros for a bias, the last
    // work item's.
    private static void Bordered(Index1D plane, ConvolutionSize size, ArrayView<float> outputGradient, ArrayView<float> bordered)
    {
        int border = size.FilterSize - 1;
        int width = size.Width + border;
        int whole = width * (size.Height + border);
        bool isBias = plane >= size.Batch * size.Filters;
        int start = plane.X * whole;
        int end = start + (isBias ? size.Channels : whole);
        for (int at = start; at < end; at++)
        {
            bordered[at] = 0f;
        }

        int rows = isBias ? 0 : size.OutputHeight;
        int from = plane.X * size.OutputHeight * size.OutputWidth;
        int to = start + (border * width) + border;
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < size.OutputWidth; x++)
            {
                bordered[to + x] = outputGradient[from + x];
            }

            from += size.OutputWidth;
            to += width;
        }
    }
}

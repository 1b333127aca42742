using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>The largest of every two by two pixels on a device; of equal ones the first in reading order.</summary>
public static class MaxPoolingKernels
{
    /// <summary><c>output[p, y, x] = max of images[p, 2 y + i, 2 x + j]</c>, i and j 0 or 1.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="height">H, even.</param>
    /// <param name="width">W, even.</param>
    /// <param name="images">Shape [P, H, W], no NaN.</param>
    /// <param name="output">Shape [P, H / 2, W / 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is not even.</exception>
    public static void Forward(Device device, int height, int width, ArrayView<float> images, ArrayView<float> output)
    {
        Check(device, height, width, images);
        DeviceGuard.Length(images.Length / 4, output, nameof(output));
        if (device.PrefersLoops)
        {
            device.Launch(LargestOfWindow, (int)output.Length, width, images, output);
        }
        else
        {
            device.Launch(LargestOfPlane, Work.Tiles((int)images.Length / (height * width)), height / 2, width / 2, images, output);
        }
    }

    /// <summary>The derivative of a loss by the images, from its derivative by the outputs.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="height">H, even.</param>
    /// <param name="width">W, even.</param>
    /// <param name="images">What went forward, shape [P, H, W], no NaN.</param>
    /// <param name="outputGradient">Shape [P, H / 2, W / 2].</param>
    /// <param name="inputGradient">Shape [P, H, W], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is not even.</exception>
    public static void Backward(
        Device device,
        int height,
        int width,
        ArrayView<float> images,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient)
    {
        Check(device, height, width, images);
        DeviceGuard.Length(images.Length / 4, outputGradient, nameof(outputGradient));
        DeviceGuard.Length(images.Length, inputGradient, nameof(inputGradient));
        if (device.PrefersLoops)
        {
            device.Launch(GradientOfWindow, (int)outputGradient.Length, width, images, outputGradient, inputGradient);
        }
        else
        {
            device.Launch(
                GradientOfPlane, Work.Tiles((int)images.Length / (height * width)), height / 2, width / 2, images, outputGradient, inputGradient);
        }
    }

    private static void Check(Device device, int height, int width, ArrayView<float> images)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Even(height, nameof(height));
        DeviceGuard.Even(width, nameof(width));
        DeviceGuard.AtLeastOne(images.Length, nameof(images));
        DeviceGuard.RowsOf(height * width, images, nameof(images));
    }

    // One work item: one window.
    private static void LargestOfWindow(Index1D window, int width, ArrayView<float> images, ArrayView<float> output)
    {
        int columns = width / 2;
        output[window] = Largest(images, 2 * (((window / columns) * width) + (window % columns)), width);
    }

    // One work item: the windows of one plane, without a division for each.
    private static void LargestOfPlane(Index1D plane, int rows, int columns, ArrayView<float> images, ArrayView<float> output)
    {
        int to = plane.X * rows * columns;
        int from = 4 * to;
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                output[to + x] = Largest(images, from + (2 * x), 2 * columns);
            }

            to += columns;
            from += 4 * columns;
        }
    }

    // One work item: one window.
    private static void GradientOfWindow(
        Index1D window, int width, ArrayView<float> images, ArrayView<float> outputGradient, ArrayView<float> inputGradient)
    {
        int columns = width / 2;
        Gradient(images, 2 * (((window / columns) * width) + (window % columns)), width, outputGradient[window], inputGradient);
    }

    // One work item: the windows of one plane.
    private static void GradientOfPlane(
        Index1D plane, int rows, int columns, ArrayView<float> images, ArrayView<float> outputGradient, ArrayView<float> inputGradient)
    {
        int from = plane.X * rows * columns;
        int to = 4 * from;
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                Gradient(images, to + (2 * x), 2 * columns, outputGradient[from + x], inputGradient);
            }

            from += columns;
            to += 4 * columns;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(ArrayView<float> images, int upper, int width)
    {
        int lower = upper + width;
        return Larger(Larger(images[upper], images[upper + 1]), Larger(images[lower], images[lower + 1]));
    }

    // Of two equal pixels the later one is not larger, of two equal rows the lower one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gradient(ArrayView<float> images, int upper, int width, float gradient, ArrayView<float> inputGradient)
    {
        int lower = upper + width;
        bool rightAbove = images[upper + 1] > images[upper];
        bool rightBelow = images[lower + 1] > images[lower];
        bool isBelow = Larger(images[lower], images[lower + 1]) > Larger(images[upper], images[upper + 1]);
        float above = isBelow ? 0f : gradient;
        float below = isBelow ? gradient : 0f;
        inputGradient[upper] = rightAbove ? 0f : above;
        inputGradient[upper + 1] = rightAbove ? above : 0f;
        inputGradient[lower] = rightBelow ? 0f : below;
        inputGradient[lower + 1] = rightBelow ? below : 0f;
    }

    private static float Larger(float a, float b) => b > a ? b : a;
}

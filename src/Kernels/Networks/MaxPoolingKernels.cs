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
        device.Launch(LargestOfWindow, (int)output.Length, width, images, output);
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
        device.Launch(GradientOfWindow, (int)outputGradient.Length, width, images, outputGradient, inputGradient);
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
        int upper = Corner(window.X, width);
        int lower = upper + width;
        float above = Larger(images[upper], images[upper + 1]);
        float below = Larger(images[lower], images[lower + 1]);
        output[window] = Larger(above, below);
    }

    // One work item: one window. Of two equal pixels the later one is not larger, of two equal rows the lower one.
    private static void GradientOfWindow(
        Index1D window, int width, ArrayView<float> images, ArrayView<float> outputGradient, ArrayView<float> inputGradient)
    {
        int upper = Corner(window.X, width);
        int lower = upper + width;
        bool rightAbove = images[upper + 1] > images[upper];
        bool rightBelow = images[lower + 1] > images[lower];
        bool isBelow = Larger(images[lower], images[lower + 1]) > Larger(images[upper], images[upper + 1]);
        float gradient = outputGradient[window];
        float above = isBelow ? 0f : gradient;
        float below = isBelow ? gradient : 0f;
        inputGradient[upper] = rightAbove ? 0f : above;
        inputGradient[upper + 1] = rightAbove ? above : 0f;
        inputGradient[lower] = rightBelow ? 0f : below;
        inputGradient[lower + 1] = rightBelow ? below : 0f;
    }

    private static int Corner(int window, int width)
    {
        int columns = width / 2;
        return (2 * (window / columns) * width) + (2 * (window % columns));
    }

    private static float Larger(float a, float b) => b > a ? b : a;
}

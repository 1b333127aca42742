using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>Dropout of a layer's inputs on a device.</summary>
public static class DropoutKernels
{
    /// <summary>The largest rate: its complement is the grid of the uniform numbers.</summary>
    internal const float LargestRate = 0.99999994f;

    /// <summary>Inputs, each 0 with probability p, else divided by 1 - p.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [B, D], at least one element.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <param name="output">Shape [B, D], written; it may be the input.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate breaks its rule, or there is no input.</exception>
    public static void Forward(
        Device device, ArrayView<float> input, float dropRate, DeviceKey key, uint stream, ulong replicate, ArrayView<float> output)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(input.Length, nameof(input));
        DeviceGuard.Length(input.Length, output, nameof(output));
        DeviceGuard.Within(dropRate, 0, LargestRate, nameof(dropRate));
        device.LaunchWithUniform<Masked>(new LayerNoise(key, stream, replicate), input, input, output, dropRate);
    }

    /// <summary>The derivative by the inputs, through the mask of the forward pass, drawn again.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="outputGradient">Shape [B, D], at least one element.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <param name="inputGradient">Shape [B, D], written; it may be the outputs' gradient.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate breaks its rule, or there is no gradient.</exception>
    public static void Backward(
        Device device,
        ArrayView<float> outputGradient,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> inputGradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(outputGradient.Length, nameof(outputGradient));
        DeviceGuard.Length(outputGradient.Length, inputGradient, nameof(inputGradient));
        DeviceGuard.Within(dropRate, 0, LargestRate, nameof(dropRate));
        // The layer is linear: its derivative is the layer itself.
        device.LaunchWithUniform<Masked>(
            new LayerNoise(key, stream, replicate), outputGradient, outputGradient, inputGradient, dropRate);
    }

    /// <summary>Moments of N pre-activations of dropped inputs.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [N, D].</param>
    /// <param name="weight">Shape [N, D].</param>
    /// <param name="dropRate">Shape [N], each in [0, 1 - 2^-24].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void PreactivationMoments(
        Device device,
        ArrayView<float> input,
        ArrayView<float> weight,
        ArrayView<float> dropRate,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(mean.Length, input, nameof(input));
        DeviceGuard.Length(input.Length, weight, nameof(weight));
        DeviceGuard.Length(mean.Length, dropRate, nameof(dropRate));
        DeviceGuard.Length(mean.Length, variance, nameof(variance));
        device.Launch(MomentsOfOne, (int)mean.Length, width, input, weight, dropRate, mean, variance);
    }

    /// <summary>Whether the mask keeps an element.</summary>
    internal static bool Keeps(int element, float dropRate, DeviceKey key, uint stream, ulong replicate) =>
        DeviceLayerNoise.Uniform(element, key, stream, replicate) >= dropRate;

    // One work item: one pre-activation.
    private static void MomentsOfOne(
        Index1D i,
        int width,
        ArrayView<float> input,
        ArrayView<float> weight,
        ArrayView<float> dropRate,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        float sum = 0f;
        float squares = 0f;
        for (int d = i * width; d < (i + 1) * width; d++)
        {
            float term = input[d] * weight[d];
            sum += term;
            squares += term * term;
        }

        mean[i] = sum;
        variance[i] = dropRate[i] / (1f - dropRate[i]) * squares;
    }

    private readonly struct Masked : INoiseFunction
    {
        public static float Of(float noise, float x, float y, float parameter) => noise >= parameter ? x / (1f - parameter) : 0f;
    }
}

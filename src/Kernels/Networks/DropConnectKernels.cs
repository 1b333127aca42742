using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>DropConnect on a device: a dense layer whose weights are masked, one work item an output.</summary>
public static partial class DropConnectKernels
{
    /// <summary>Pre-activations, each example with its own mask.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="input">Shape [B, D].</param>
    /// <param name="weights">Shape [D, K].</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <param name="output">Shape [B, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, the rate breaks its rule, or there are more than
    /// 2^31 - 1 elements in the mask.</exception>
    public static void Forward(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weights,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> output) =>
        Output(device, batch, input, weights, isShared: false, dropRate, key, stream, replicate, output);

    /// <summary>Pre-activations under one mask for the batch.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="input">Shape [B, D].</param>
    /// <param name="weights">Shape [D, K].</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <param name="output">Shape [B, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty or the rate breaks its rule.</exception>
    public static void SharedForward(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weights,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> output) =>
        Output(device, batch, input, weights, isShared: true, dropRate, key, stream, replicate, output);

    /// <summary>Derivatives of <see cref="Forward"/>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="input">Shape [B, D].</param>
    /// <param name="weights">Shape [D, K].</param>
    /// <param name="outputGradient">Shape [B, K].</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <param name="inputGradient">Shape [B, D], written.</param>
    /// <param name="weightGradient">Shape [D, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty or the rate breaks its rule.</exception>
    public static void Backward(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weights,
        ArrayView<float> outputGradient,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> inputGradient,
        ArrayView<float> weightGradient) => Gradient(
            device, batch, input, weights, outputGradient, isShared: false, dropRate, key, stream, replicate, inputGradient, weightGradient);

    /// <summary>Derivatives of <see cref="SharedForward"/>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="input">Shape [B, D].</param>
    /// <param name="weights">Shape [D, K].</param>
    /// <param name="outputGradient">Shape [B, K].</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <param name="inputGradient">Shape [B, D], written.</param>
    /// <param name="weightGradient">Shape [D, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty or the rate breaks its rule.</exception>
    public static void SharedBackward(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weights,
        ArrayView<float> outputGradient,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> inputGradient,
        ArrayView<float> weightGradient) => Gradient(
            device, batch, input, weights, outputGradient, isShared: true, dropRate, key, stream, replicate, inputGradient, weightGradient);

    /// <summary>Moments of N pre-activations.</summary>
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
}

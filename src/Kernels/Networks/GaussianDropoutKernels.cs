using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>Gaussian dropout on a device: of inputs here, of pre-activations in the other part.</summary>
public static partial class GaussianDropoutKernels
{
    /// <summary>alpha[i] = p[i] / (1 - p[i]).</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="dropRate">Shape [N], each in [0, 1 - 2^-24].</param>
    /// <param name="alpha">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Alpha(Device device, ArrayView<float> dropRate, ArrayView<float> alpha)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(dropRate.Length, alpha, nameof(alpha));
        device.Launch(AlphaOfOne, (int)alpha.Length, dropRate, alpha);
    }

    /// <summary>Inputs with multiplicative noise.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [B, D], at least one element.</param>
    /// <param name="alpha">Shape [D], not negative.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <param name="output">Shape [B, D], written; it may be the input.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no input.</exception>
    public static void Forward(
        Device device, ArrayView<float> input, ArrayView<float> alpha, DeviceKey key, uint stream, ulong replicate, ArrayView<float> output)
    {
        ArgumentNullException.ThrowIfNull(device);
        Rows(input, alpha);
        DeviceGuard.Length(input.Length, output, nameof(output));
        device.Launch(OutputOfOne, (int)output.Length, input, alpha, key, stream, replicate, output);
    }

    /// <summary>Derivatives by inputs and by ln alpha; the noise is drawn again.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [B, D], at least one element.</param>
    /// <param name="alpha">Shape [D], not negative.</param>
    /// <param name="outputGradient">Shape [B, D].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <param name="inputGradient">Shape [B, D], written.</param>
    /// <param name="logAlphaGradient">Shape [D], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no input.</exception>
    public static void Backward(
        Device device,
        ArrayView<float> input,
        ArrayView<float> alpha,
        ArrayView<float> outputGradient,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> inputGradient,
        ArrayView<float> logAlphaGradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        int batch = Rows(input, alpha);
        DeviceGuard.Length(input.Length, outputGradient, nameof(outputGradient));
        DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
        DeviceGuard.Length(alpha.Length, logAlphaGradient, nameof(logAlphaGradient));
        // By the inputs the layer is linear: its derivative is the layer itself.
        device.Launch(OutputOfOne, (int)inputGradient.Length, outputGradient, alpha, key, stream, replicate, inputGradient);
        device.Launch(
            LogAlphaGradientOfOne, (int)alpha.Length, batch, input, alpha, outputGradient, key, stream, replicate, logAlphaGradient);
    }

    /// <summary>Moments of N pre-activations of such inputs.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [N, D].</param>
    /// <param name="weight">Shape [N, D].</param>
    /// <param name="alpha">Shape [N, D], not negative.</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void PreactivationMoments(
        Device device,
        ArrayView<float> input,
        ArrayView<float> weight,
        ArrayView<float> alpha,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(mean.Length, input, nameof(input));
        DeviceGuard.Length(input.Length, weight, nameof(weight));
        DeviceGuard.Length(input.Length, alpha, nameof(alpha));
        DeviceGuard.Length(mean.Length, variance, nameof(variance));
        device.Launch(MomentsOfOne, (int)mean.Length, width, input, weight, alpha, mean, variance);
    }

    private static int Rows(ArrayView<float> input, ArrayView<float> alpha)
    {
        DeviceGuard.AtLeastOne(alpha.Length, nameof(alpha));
        DeviceGuard.AtLeastOne(input.Length, nameof(input));
        DeviceGuard.RowsOf((int)alpha.Length, input, nameof(input));
        return (int)(input.Length / alpha.Length);
    }

    // One work item: one rate.
    private static void AlphaOfOne(Index1D i, ArrayView<float> dropRate, ArrayView<float> alpha) =>
        alpha[i] = dropRate[i] / (1f - dropRate[i]);

    // One work item: one number of row and column.
    private static void OutputOfOne(
        Index1D i,
        ArrayView<float> numbers,
        ArrayView<float> alpha,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> noisy)
    {
        float deviation = XMath.Sqrt(alpha[i.X % (int)alpha.Length]);
        noisy[i] = numbers[i] * (1f + (deviation * DeviceLayerNoise.Normal(i, key, stream, replicate)));
    }

    // One work item: one input unit, its examples in a loop.
    private static void LogAlphaGradientOfOne(
        Index1D d,
        int batch,
        ArrayView<float> input,
        ArrayView<float> alpha,
        ArrayView<float> outputGradient,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> logAlphaGradient)
    {
        int width = (int)alpha.Length;
        float sum = 0f;
        for (int b = 0; b < batch; b++)
        {
            int i = (b * width) + d.X;
            sum += outputGradient[i] * input[i] * DeviceLayerNoise.Normal(i, key, stream, replicate);
        }

        logAlphaGradient[d] = 0.5f * XMath.Sqrt(alpha[d]) * sum;
    }

    // One work item: one pre-activation.
    private static void MomentsOfOne(
        Index1D i,
        int width,
        ArrayView<float> input,
        ArrayView<float> weight,
        ArrayView<float> alpha,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        float sum = 0f;
        float squares = 0f;
        for (int d = i * width; d < (i + 1) * width; d++)
        {
            float term = input[d] * weight[d];
            sum += term;
            squares += alpha[d] * term * term;
        }

        mean[i] = sum;
        variance[i] = squares;
    }
}

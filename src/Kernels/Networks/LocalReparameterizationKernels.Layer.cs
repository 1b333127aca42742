using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <content>A dense layer over a batch, whose noise is drawn in the pre-activations.</content>
public static partial class LocalReparameterizationKernels
{
    /// <summary><c>output = input mean + sqrt(variance) noise</c>, <c>variance = input^2 standardDeviation^2</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="outputs">K.</param>
    /// <param name="input">Shape [B, D]; at least one example.</param>
    /// <param name="mean">Shape [D, K].</param>
    /// <param name="standardDeviation">Shape [D, K].</param>
    /// <param name="noise">Which draw.</param>
    /// <param name="variance">Shape [B, K], written; backward reads it.</param>
    /// <param name="output">Shape [B, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or there are no outputs.</exception>
    public static void Forward(
        Device device,
        int outputs,
        ArrayView<float> input,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        LayerNoise noise,
        ArrayView<float> variance,
        ArrayView<float> output)
    {
        LayerSize size = LayerSize.Of(device, outputs, input, (mean, nameof(mean)), (output, nameof(output)));
        DeviceGuard.Length(mean.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(output.Length, variance, nameof(variance));
        MatrixProductKernels.Value(device, size.Examples, size.Inputs, outputs, input, mean, output);
        MatrixProductKernels.Value<MatrixProductKernels.Square>(
            device, size.Examples, size.Inputs, outputs, input, standardDeviation, variance);
        device.Launch(
            AddNoise, size.Preactivations, noise.Key, noise.Stream, noise.ReplicateLow, noise.ReplicateHigh, variance, output);
    }

    /// <summary>From a loss's derivative by the outputs to those by input, means and standard deviations.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="outputs">K.</param>
    /// <param name="input">Shape [B, D]; at least one example.</param>
    /// <param name="mean">Shape [D, K].</param>
    /// <param name="standardDeviation">Shape [D, K].</param>
    /// <param name="variance">Shape [B, K], from forward.</param>
    /// <param name="noise">Which draw, as forward.</param>
    /// <param name="outputGradient">Shape [B, K].</param>
    /// <param name="noiseSlope">Shape [B, K], overwritten.</param>
    /// <param name="throughVariance">Shape [B, D], overwritten; empty where nobody asks for the input's derivative.</param>
    /// <param name="inputGradient">Shape [B, D], written; empty where nobody asks for it.</param>
    /// <param name="meanGradient">Shape [D, K], written.</param>
    /// <param name="standardDeviationGradient">Shape [D, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or there are no outputs.</exception>
    public static void Backward(
        Device device,
        int outputs,
        ArrayView<float> input,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> variance,
        LayerNoise noise,
        ArrayView<float> outputGradient,
        ArrayView<float> noiseSlope,
        ArrayView<float> throughVariance,
        ArrayView<float> inputGradient,
        ArrayView<float> meanGradient,
        ArrayView<float> standardDeviationGradient)
    {
        LayerSize size = LayerSize.Of(
            device, outputs, input, (mean, nameof(mean)), (outputGradient, nameof(outputGradient)));
        DeviceGuard.Length(mean.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(size.Preactivations, variance, nameof(variance));
        DeviceGuard.Length(size.Preactivations, noiseSlope, nameof(noiseSlope));
        DeviceGuard.Length(mean.Length, meanGradient, nameof(meanGradient));
        DeviceGuard.Length(mean.Length, standardDeviationGradient, nameof(standardDeviationGradient));
        device.Launch(
            NoiseSlope,
            size.Preactivations,
            noise.Key,
            noise.Stream,
            noise.ReplicateLow,
            noise.ReplicateHigh,
            variance,
            outputGradient,
            noiseSlope);
        MatrixProductKernels.TransposedLeft(
            device, size.Inputs, size.Examples, outputs, input, outputGradient, meanGradient);
        MatrixProductKernels.TransposedLeft<MatrixProductKernels.Square, MatrixProductKernels.Identity>(
            device, size.Inputs, size.Examples, outputs, input, noiseSlope, standardDeviationGradient);
        device.LaunchForEachPair<Product>(standardDeviationGradient, standardDeviation, standardDeviationGradient);
        if (inputGradient.Length > 0)
        {
            DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
            DeviceGuard.Length(input.Length, throughVariance, nameof(throughVariance));
            MatrixProductKernels.TransposedRight<MatrixProductKernels.Identity, MatrixProductKernels.Square>(
                device, size.Examples, outputs, size.Inputs, noiseSlope, standardDeviation, throughVariance);
            device.LaunchForEachPair<Product>(throughVariance, input, throughVariance);
            MatrixProductKernels.TransposedRight(
                device, size.Examples, outputs, size.Inputs, outputGradient, mean, inputGradient, throughVariance);
        }
    }

    // One work item: one pre-activation.
    private static void AddNoise(
        Index1D i, DeviceKey key, uint stream, int low, int high, ArrayView<float> variance, ArrayView<float> output) =>
        output[i] += XMath.Sqrt(variance[i]) * DeviceNoise.Normal(i, stream, low, high, key);

    // One work item: one pre-activation. Only an example of zeros has no variance.
    private static void NoiseSlope(
        Index1D i,
        DeviceKey key,
        uint stream,
        int low,
        int high,
        ArrayView<float> variance,
        ArrayView<float> outputGradient,
        ArrayView<float> noiseSlope)
    {
        float v = variance[i];
        float root = XMath.Sqrt(v > 0f ? v : 1f);
        float slope = outputGradient[i] * DeviceNoise.Normal(i, stream, low, high, key) / root;
        noiseSlope[i] = v > 0f ? slope : 0f;
    }

    private readonly struct Product : IBinaryFunction
    {
        public static float Of(float x, float y) => x * y;
    }
}

using BayesBench.Kernels.Numerics;
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
        MatrixProductKernels.Value<MatrixProductKernels.Square, MatrixProductKernels.Square>(
            device, size.Examples, size.Inputs, outputs, input, standardDeviation, variance);
        device.LaunchWithNormal<Noisy>(noise, output, variance, output);
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
        device.LaunchWithNormal<Slope>(noise, outputGradient, variance, noiseSlope);
        MatrixProductKernels.TransposedLeft(
            device, size.Inputs, size.Examples, outputs, input, outputGradient, meanGradient);
        MatrixProductKernels.TransposedLeft<MatrixProductKernels.Square, MatrixProductKernels.Identity>(
            device, size.Inputs, size.Examples, outputs, input, noiseSlope, standardDeviationGradient, factor: standardDeviation);
        if (inputGradient.Length > 0)
        {
            DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
            DeviceGuard.Length(input.Length, throughVariance, nameof(throughVariance));
            MatrixProductKernels.TransposedRight<MatrixProductKernels.Identity, MatrixProductKernels.Square>(
                device, size.Examples, outputs, size.Inputs, noiseSlope, standardDeviation, throughVariance, factor: input);
            MatrixProductKernels.TransposedRight(
                device, size.Examples, outputs, size.Inputs, outputGradient, mean, inputGradient, throughVariance);
        }
    }

    private readonly struct Noisy : INoiseFunction
    {
        public static float Of(float noise, float x, float y, float parameter) => x + (XMath.Sqrt(y) * noise);
    }

    // Only an example of zeros has no variance.
    private readonly struct Slope : INoiseFunction
    {
        public static float Of(float noise, float x, float y, float parameter)
        {
            float root = XMath.Sqrt(y > 0f ? y : 1f);
            float slope = x * noise / root;
            return y > 0f ? slope : 0f;
        }
    }
}

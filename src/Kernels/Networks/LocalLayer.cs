using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>
/// A dense layer of independent Gaussian weights in the local form on a device:
/// <c>y[b, k] = sum_d x mean + sqrt(sum_d x^2 variance + floor) noise[b, k]</c>. Who calls it fills the variances [D, K].
/// </summary>
internal static class LocalLayer
{
    /// <summary>Pre-activations.</summary>
    public static void Output(
        Device device,
        DeviceLayerShape shape,
        ArrayView<float> input,
        ArrayView<float> mean,
        ArrayView<float> variance,
        float floor,
        LayerNoise noise,
        ArrayView<float> output)
    {
        MatrixProductKernels.Value(device, shape.Batch, shape.Inputs, shape.Outputs, input, mean, output);
        lock (device.Gate)
        {
            ArrayView<float> square = device.Scratch<float>((int)output.Length, depth: 1).SubView(0, output.Length);
            Variances(device, shape, input, variance, square);
            device.LaunchWithNormal<Noisy>(noise, output, square, output, floor);
        }
    }

    /// <summary>
    /// Derivatives by inputs, unless nobody asks for them, by means and variances. On the way the derivatives by the
    /// pre-activations' variances fill a workspace; those by the weights' variances overwrite the variances.
    /// </summary>
    public static void Gradient(
        Device device,
        DeviceLayerShape shape,
        ArrayView<float> input,
        ArrayView<float> mean,
        ArrayView<float> variance,
        float floor,
        ArrayView<float> outputGradient,
        LayerNoise noise,
        ArrayView<float> noiseSlope,
        ArrayView<float> inputGradient,
        ArrayView<float> meanGradient)
    {
        Variances(device, shape, input, variance, noiseSlope);
        device.LaunchWithNormal<Slope>(noise, outputGradient, noiseSlope, noiseSlope, floor);
        if (inputGradient.Length > 0)
        {
            lock (device.Gate)
            {
                ArrayView<float> noisy = device.Scratch<float>((int)input.Length, depth: 1).SubView(0, input.Length);
                MatrixProductKernels.TransposedRight<MatrixProductKernels.Identity, Twice>(
                    device, shape.Batch, shape.Outputs, shape.Inputs, noiseSlope, variance, noisy, factor: input);
                MatrixProductKernels.TransposedRight(
                    device, shape.Batch, shape.Outputs, shape.Inputs, outputGradient, mean, inputGradient, noisy);
            }
        }

        MatrixProductKernels.TransposedLeft(
            device, shape.Inputs, shape.Batch, shape.Outputs, input, outputGradient, meanGradient);
        MatrixProductKernels.TransposedLeft<MatrixProductKernels.Square, MatrixProductKernels.Identity>(
            device, shape.Inputs, shape.Batch, shape.Outputs, input, noiseSlope, variance);
    }

    private static void Variances(
        Device device, DeviceLayerShape shape, ArrayView<float> input, ArrayView<float> variance, ArrayView<float> square) =>
        MatrixProductKernels.Value<MatrixProductKernels.Square, MatrixProductKernels.Identity>(
            device, shape.Batch, shape.Inputs, shape.Outputs, input, variance, square);

    private readonly struct Twice : IUnaryFunction
    {
        public static float Of(float x) => 2f * x;
    }

    private readonly struct Noisy : INoiseFunction
    {
        public static float Of(float noise, float x, float y, float parameter) => x + (XMath.Sqrt(y + parameter) * noise);
    }

    // h = g noise / (2 s); 0 where there is no noise.
    private readonly struct Slope : INoiseFunction
    {
        public static float Of(float noise, float x, float y, float parameter)
        {
            float square = y + parameter;
            float slope = 0.5f * x * noise / XMath.Sqrt(square > 0f ? square : 1f);
            return square > 0f ? slope : 0f;
        }
    }
}

using BayesBench.Kernels.Random;
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
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> output) =>
        device.Launch(OutputOfOne, (int)output.Length, shape, input, mean, variance, floor, key, stream, replicate, output);

    /// <summary>
    /// Derivatives by inputs, means and variances. On the way the derivatives by the pre-activations' variances fill a
    /// workspace; those by the weights' variances overwrite the variances.
    /// </summary>
    public static void Gradient(
        Device device,
        DeviceLayerShape shape,
        ArrayView<float> input,
        ArrayView<float> mean,
        ArrayView<float> variance,
        float floor,
        ArrayView<float> outputGradient,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> noiseSlope,
        ArrayView<float> inputGradient,
        ArrayView<float> meanGradient)
    {
        device.Launch(
            NoiseSlopeOfOne, (int)noiseSlope.Length, shape, input, variance, floor, outputGradient, key, stream, replicate, noiseSlope);
        device.Launch(
            InputGradientOfOne, (int)inputGradient.Length, shape, input, mean, variance, outputGradient, noiseSlope, inputGradient);
        device.Launch(
            MomentGradientOfOne, (int)meanGradient.Length, shape, input, outputGradient, noiseSlope, meanGradient, variance);
    }

    // One work item: one output of one example.
    private static void OutputOfOne(
        Index1D i,
        DeviceLayerShape shape,
        ArrayView<float> input,
        ArrayView<float> mean,
        ArrayView<float> variance,
        float floor,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> output)
    {
        int b = i.X / shape.Outputs;
        int k = i.X - (b * shape.Outputs);
        float sum = 0f;
        float square = floor;
        for (int d = 0; d < shape.Inputs; d++)
        {
            float x = input[(b * shape.Inputs) + d];
            sum += x * mean[(d * shape.Outputs) + k];
            square += x * x * variance[(d * shape.Outputs) + k];
        }

        output[i] = sum + (XMath.Sqrt(square) * DeviceLayerNoise.Normal(i, key, stream, replicate));
    }

    // One work item: one output of one example, h = g noise / (2 s).
    private static void NoiseSlopeOfOne(
        Index1D i,
        DeviceLayerShape shape,
        ArrayView<float> input,
        ArrayView<float> variance,
        float floor,
        ArrayView<float> outputGradient,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> noiseSlope)
    {
        int b = i.X / shape.Outputs;
        int k = i.X - (b * shape.Outputs);
        float square = floor;
        for (int d = 0; d < shape.Inputs; d++)
        {
            float x = input[(b * shape.Inputs) + d];
            square += x * x * variance[(d * shape.Outputs) + k];
        }

        float noise = DeviceLayerNoise.Normal(i, key, stream, replicate);
        noiseSlope[i] = square > 0f ? 0.5f * outputGradient[i] * noise / XMath.Sqrt(square) : 0f;
    }

    // One work item: one input of one example.
    private static void InputGradientOfOne(
        Index1D i,
        DeviceLayerShape shape,
        ArrayView<float> input,
        ArrayView<float> mean,
        ArrayView<float> variance,
        ArrayView<float> outputGradient,
        ArrayView<float> noiseSlope,
        ArrayView<float> inputGradient)
    {
        int b = i.X / shape.Inputs;
        int d = i.X - (b * shape.Inputs);
        float sum = 0f;
        float noisy = 0f;
        for (int k = 0; k < shape.Outputs; k++)
        {
            int o = (b * shape.Outputs) + k;
            int j = (d * shape.Outputs) + k;
            sum += outputGradient[o] * mean[j];
            noisy += noiseSlope[o] * variance[j];
        }

        inputGradient[i] = sum + (2f * input[i] * noisy);
    }

    // One work item: one weight.
    private static void MomentGradientOfOne(
        Index1D i,
        DeviceLayerShape shape,
        ArrayView<float> input,
        ArrayView<float> outputGradient,
        ArrayView<float> noiseSlope,
        ArrayView<float> meanGradient,
        ArrayView<float> varianceGradient)
    {
        int d = i.X / shape.Outputs;
        int k = i.X - (d * shape.Outputs);
        float byMean = 0f;
        float byVariance = 0f;
        for (int b = 0; b < shape.Batch; b++)
        {
            float x = input[(b * shape.Inputs) + d];
            int o = (b * shape.Outputs) + k;
            byMean += outputGradient[o] * x;
            byVariance += noiseSlope[o] * x * x;
        }

        meanGradient[i] = byMean;
        varianceGradient[i] = byVariance;
    }
}

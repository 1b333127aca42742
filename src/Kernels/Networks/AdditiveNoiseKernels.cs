using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>A dense layer with additive noise on its weights on a device, in the local form.</summary>
public static class AdditiveNoiseKernels
{
    /// <summary>What is added to a pre-activation's variance.</summary>
    internal const float Floor = 1e-8f;

    private const float LargestAlpha = 2980.95799f; // e^8
    private const float SmallestAlpha = 3.35462628e-4f; // e^-8

    /// <summary>Pre-activations with their own noise.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="input">Shape [B, D].</param>
    /// <param name="weightMean">Shape [D, K].</param>
    /// <param name="logVariance">Shape [D, K].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <param name="variance">Workspace, shape [D, K], overwritten.</param>
    /// <param name="output">Shape [B, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty.</exception>
    public static void Forward(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weightMean,
        ArrayView<float> logVariance,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> variance,
        ArrayView<float> output)
    {
        DeviceLayerShape shape = WithVariance(device, batch, input, weightMean, logVariance, variance);
        DeviceGuard.Length((long)batch * shape.Outputs, output, nameof(output));
        LocalLayer.Output(device, shape, input, weightMean, variance, Floor, key, stream, replicate, output);
    }

    /// <summary>Derivatives by inputs, weights' means and logarithms of their variances; the noise is drawn again.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="input">Shape [B, D].</param>
    /// <param name="weightMean">Shape [D, K].</param>
    /// <param name="logVariance">Shape [D, K].</param>
    /// <param name="outputGradient">Shape [B, K].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <param name="noiseSlope">Workspace, shape [B, K], overwritten.</param>
    /// <param name="inputGradient">Shape [B, D], written.</param>
    /// <param name="weightMeanGradient">Shape [D, K], written.</param>
    /// <param name="logVarianceGradient">Shape [D, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty.</exception>
    public static void Backward(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weightMean,
        ArrayView<float> logVariance,
        ArrayView<float> outputGradient,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> noiseSlope,
        ArrayView<float> inputGradient,
        ArrayView<float> weightMeanGradient,
        ArrayView<float> logVarianceGradient)
    {
        // The variances stand where the derivatives by them will.
        DeviceLayerShape shape = WithVariance(device, batch, input, weightMean, logVariance, logVarianceGradient);
        DeviceGuard.Length((long)batch * shape.Outputs, outputGradient, nameof(outputGradient));
        DeviceGuard.Length(outputGradient.Length, noiseSlope, nameof(noiseSlope));
        DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
        DeviceGuard.Length(weightMean.Length, weightMeanGradient, nameof(weightMeanGradient));
        LocalLayer.Gradient(
            device, shape, input, weightMean, logVarianceGradient, Floor, outputGradient, key, stream, replicate, noiseSlope,
            inputGradient, weightMeanGradient);
        Chain(device, weightMean, logVariance, weightMeanGradient, logVarianceGradient);
    }

    /// <summary>Every weight's variance, between its ends.</summary>
    internal static void Variance(
        Device device, ArrayView<float> weightMean, ArrayView<float> logVariance, ArrayView<float> variance) =>
        device.Launch(VarianceOfOne, (int)variance.Length, weightMean, logVariance, variance);

    /// <summary>From derivatives by means and variances to those by means and the variances' logarithms, in place.</summary>
    internal static void Chain(
        Device device,
        ArrayView<float> weightMean,
        ArrayView<float> logVariance,
        ArrayView<float> weightMeanGradient,
        ArrayView<float> byVariance) =>
        device.Launch(ChainOfOne, (int)weightMean.Length, weightMean, logVariance, weightMeanGradient, byVariance);

    private static DeviceLayerShape WithVariance(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weightMean,
        ArrayView<float> logVariance,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceLayerShape shape = DeviceLayerShape.Of(batch, input, weightMean, nameof(weightMean));
        DeviceGuard.Length(weightMean.Length, logVariance, nameof(logVariance));
        DeviceGuard.Length(weightMean.Length, variance, nameof(variance));
        Variance(device, weightMean, logVariance, variance);
        return shape;
    }

    // One work item: one weight.
    private static void VarianceOfOne(
        Index1D i, ArrayView<float> weightMean, ArrayView<float> logVariance, ArrayView<float> variance)
    {
        float square = weightMean[i] * weightMean[i];
        variance[i] = XMath.Min(XMath.Max(DeviceMath.Exp(logVariance[i]), SmallestAlpha * square), LargestAlpha * square);
    }

    // One work item: one weight. The derivative of a clipped variance is that of its end, alpha theta^2.
    private static void ChainOfOne(
        Index1D i,
        ArrayView<float> weightMean,
        ArrayView<float> logVariance,
        ArrayView<float> weightMeanGradient,
        ArrayView<float> byVariance)
    {
        float mean = weightMean[i];
        float free = DeviceMath.Exp(logVariance[i]);
        float most = LargestAlpha * (mean * mean);
        float least = SmallestAlpha * (mean * mean);
        float alpha = free > most ? LargestAlpha : 0f;
        alpha = free < least ? SmallestAlpha : alpha;
        float slope = byVariance[i];
        weightMeanGradient[i] += 2f * alpha * mean * slope;
        byVariance[i] = alpha > 0f ? 0f : free * slope;
    }
}

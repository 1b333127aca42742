using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <content>The local form: noise of the pre-activations.</content>
public static partial class GaussianDropoutKernels
{
    /// <summary>Pre-activations with their own noise.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [B, D], at least one element.</param>
    /// <param name="weights">Shape [D, K].</param>
    /// <param name="alpha">Shape [D], not negative.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <param name="variance">Workspace, shape [D, K], overwritten.</param>
    /// <param name="output">Shape [B, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no input.</exception>
    public static void LocalForward(
        Device device,
        ArrayView<float> input,
        ArrayView<float> weights,
        ArrayView<float> alpha,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> variance,
        ArrayView<float> output)
    {
        DeviceLayerShape shape = WithVariance(device, input, weights, alpha, variance);
        DeviceGuard.Length((long)shape.Batch * shape.Outputs, output, nameof(output));
        LocalLayer.Output(device, shape, input, weights, variance, 0f, new LayerNoise(key, stream, replicate), output);
    }

    /// <summary>Derivatives by inputs, weights and ln alpha; the noise is drawn again.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [B, D], at least one element.</param>
    /// <param name="weights">Shape [D, K].</param>
    /// <param name="alpha">Shape [D], not negative.</param>
    /// <param name="outputGradient">Shape [B, K].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <param name="variance">Workspace, shape [D, K], overwritten.</param>
    /// <param name="noiseSlope">Workspace, shape [B, K], overwritten.</param>
    /// <param name="inputGradient">Shape [B, D], written.</param>
    /// <param name="weightGradient">Shape [D, K], written.</param>
    /// <param name="logAlphaGradient">Shape [D], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no input.</exception>
    public static void LocalBackward(
        Device device,
        ArrayView<float> input,
        ArrayView<float> weights,
        ArrayView<float> alpha,
        ArrayView<float> outputGradient,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> variance,
        ArrayView<float> noiseSlope,
        ArrayView<float> inputGradient,
        ArrayView<float> weightGradient,
        ArrayView<float> logAlphaGradient)
    {
        DeviceLayerShape shape = WithVariance(device, input, weights, alpha, variance);
        DeviceGuard.Length((long)shape.Batch * shape.Outputs, outputGradient, nameof(outputGradient));
        DeviceGuard.Length(outputGradient.Length, noiseSlope, nameof(noiseSlope));
        DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
        DeviceGuard.Length(weights.Length, weightGradient, nameof(weightGradient));
        DeviceGuard.Length(alpha.Length, logAlphaGradient, nameof(logAlphaGradient));
        LocalLayer.Gradient(
            device, shape, input, weights, variance, 0f, outputGradient, new LayerNoise(key, stream, replicate), noiseSlope, inputGradient,
            weightGradient);
        device.Launch(ChainOfUnit, shape.Inputs, shape.Outputs, weights, alpha, variance, weightGradient, logAlphaGradient);
    }

    private static DeviceLayerShape WithVariance(
        Device device, ArrayView<float> input, ArrayView<float> weights, ArrayView<float> alpha, ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceLayerShape shape = DeviceLayerShape.Of(Rows(input, alpha), input, weights, nameof(weights));
        DeviceGuard.Length(weights.Length, variance, nameof(variance));
        device.Launch(VarianceOfOne, (int)variance.Length, shape.Outputs, weights, alpha, variance);
        return shape;
    }

    // One work item: one weight.
    private static void VarianceOfOne(
        Index1D i, int outputs, ArrayView<float> weights, ArrayView<float> alpha, ArrayView<float> variance) =>
        variance[i] = alpha[i.X / outputs] * (weights[i] * weights[i]);

    // One work item: one input unit, its weights in a loop.
    private static void ChainOfUnit(
        Index1D d,
        int outputs,
        ArrayView<float> weights,
        ArrayView<float> alpha,
        ArrayView<float> byVariance,
        ArrayView<float> weightGradient,
        ArrayView<float> logAlphaGradient)
    {
        float sum = 0f;
        for (int j = d.X * outputs; j < (d.X + 1) * outputs; j++)
        {
            float slope = alpha[d] * weights[j];
            weightGradient[j] += 2f * slope * byVariance[j];
            sum += slope * weights[j] * byVariance[j];
        }

        logAlphaGradient[d] = sum;
    }
}

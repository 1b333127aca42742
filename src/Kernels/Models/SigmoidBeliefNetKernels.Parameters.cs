using BayesBench.Kernels.Numerics;
using ILGPU;
using Linear = BayesBench.Kernels.Models.BayesianClassifierKernels;

namespace BayesBench.Kernels.Models;

/// <content>Gradients by parameters: sums over images or columns.</content>
public static partial class SigmoidBeliefNetKernels
{
    /// <summary>By the encoder's weights: <c>sum_b g[h, b] x[b, d]</c>, times a factor.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="rows">Centred inputs, shape [B, D + 1].</param>
    /// <param name="logitGradient">Shape [H, image stride].</param>
    /// <param name="factor">The factor.</param>
    /// <param name="gradient">Shape [H, D + 1], written.</param>
    public static void EncoderGradient(
        Device device,
        BeliefNetSize size,
        ArrayView<float> rows,
        ArrayView<float> logitGradient,
        float factor,
        ArrayView<float> gradient) => Linear.WeightGradient(device, size.Encoder, rows, logitGradient, factor, gradient);

    /// <summary>By the decoder's weights: <c>sum_r (x[d, r] - sigmoid(z[d, r])) b[r, h]</c> over all columns r, times a factor.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="pixels">Shape [D, image stride], each 0 or 1.</param>
    /// <param name="pixelLogits">z, shape [D, stride]; the derivative by them takes their place.</param>
    /// <param name="rows">Latent states, shape [B S, H + 1].</param>
    /// <param name="factor">The factor.</param>
    /// <param name="gradient">Shape [D, H + 1], written.</param>
    public static void DecoderGradient(
        Device device,
        BeliefNetSize size,
        ArrayView<float> pixels,
        ArrayView<float> pixelLogits,
        ArrayView<float> rows,
        float factor,
        ArrayView<float> gradient)
    {
        CheckPixels(device, size, pixels, pixelLogits);
        device.Launch(PixelSlope, (int)pixelLogits.Length, size, pixels, pixelLogits);
        Linear.WeightGradient(device, size.Decoder, rows, pixelLogits, factor, gradient);
    }

    /// <summary>By the prior's logits: <c>sum_r b[h, r] - sigmoid(prior[h])</c> over all columns r, times a factor.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="prior">Shape [H].</param>
    /// <param name="states">Shape [H + 1, stride].</param>
    /// <param name="factor">The factor.</param>
    /// <param name="gradient">Shape [H], written.</param>
    public static void PriorGradient(
        Device device, BeliefNetSize size, ArrayView<float> prior, ArrayView<float> states, float factor, ArrayView<float> gradient)
    {
        CheckStates(device, size, states);
        DeviceGuard.Length(size.Latents, prior, nameof(prior));
        DeviceGuard.Length(size.Latents, gradient, nameof(gradient));
        device.Launch(PriorGradientOfOne, size.Latents, size, prior, states, factor, gradient);
    }

    // One work item: one pixel of one column; the padding, which would be some image's, gets the slope 0.
    private static void PixelSlope(Index1D i, BeliefNetSize size, ArrayView<float> pixels, ArrayView<float> pixelLogits)
    {
        int column = i % size.Stride;
        float pixel = pixels[(i / size.Stride * size.ImageStride) + (column % size.Images)];
        // 1 - q or -q, both without cancellation.
        float sign = 1f - (2f * pixel);
        float slope = -sign * DeviceMath.Sigmoid(sign * pixelLogits[i]);
        pixelLogits[i] = column < size.Columns ? slope : 0f;
    }

    // One work item: one unit, the columns in a loop.
    private static void PriorGradientOfOne(
        Index1D h, BeliefNetSize size, ArrayView<float> prior, ArrayView<float> states, float factor, ArrayView<float> gradient)
    {
        float one = DeviceMath.Sigmoid(-prior[h]);
        float zero = -DeviceMath.Sigmoid(prior[h]);
        int first = h * size.Stride;
        float sum = 0;
        for (int column = 0; column < size.Columns; column++)
        {
            sum += states[first + column] > 0f ? one : zero;
        }

        gradient[h] = factor * sum;
    }
}

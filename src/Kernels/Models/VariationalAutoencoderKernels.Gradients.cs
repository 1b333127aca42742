using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>
/// Gradients by the code from what came back through the decoder, whose slopes were weighted by the draws' shares and a factor.
/// </content>
public static partial class VariationalAutoencoderKernels
{
    /// <summary>The evidence lower bound's.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="images">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="latentGradient">Shape [B K, Z], times the factor already.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="step">The noise's replicate, as forward.</param>
    /// <param name="codeGradient">Of the code's shape, written.</param>
    /// <param name="factor">What the gradient is multiplied by.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void ElboGradient(
        Device device,
        int images,
        int draws,
        int latents,
        ArrayView<float> code,
        ArrayView<float> latentGradient,
        DeviceKey key,
        int step,
        ArrayView<float> codeGradient,
        float factor = 1) => GaussianEncoderKernels.Backward(
        device, images, draws, latents, code, latentGradient, default, EncoderRule.Elbo, factor, key, step, codeGradient);

    /// <summary>The importance-weighted bound's, by one of three estimators.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="images">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z]; for the whole derivative also [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="shares">Shape [B, K].</param>
    /// <param name="latentGradient">Shape [B K, Z], times the factor already.</param>
    /// <param name="estimator">Which.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="step">The noise's replicate, as forward.</param>
    /// <param name="codeGradient">Of the code's shape, written.</param>
    /// <param name="factor">What the gradient is multiplied by.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void ImportanceWeightedGradient(
        Device device,
        int images,
        int draws,
        int latents,
        ArrayView<float> code,
        ArrayView<float> shares,
        ArrayView<float> latentGradient,
        WeightedEstimator estimator,
        DeviceKey key,
        int step,
        ArrayView<float> codeGradient,
        float factor = 1) => GaussianEncoderKernels.Backward(
        device,
        images,
        draws,
        latents,
        code,
        latentGradient,
        shares,
        estimator switch
        {
            WeightedEstimator.Pathwise => EncoderRule.Pathwise,
            WeightedEstimator.StickingTheLanding => EncoderRule.StickingTheLanding,
            _ => EncoderRule.DoublyReparameterized,
        },
        factor,
        key,
        step,
        codeGradient);

    /// <summary>The derivative of the weighted log-likelihood by the decoder's logits, in their place.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="images">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="target">The images, shape [B, D], each in [0, 1].</param>
    /// <param name="shares">Shape [B, K].</param>
    /// <param name="factor">What the derivative is multiplied by.</param>
    /// <param name="logits">Shape [B K, D]; the derivative takes their place.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    internal static void WeightedSlopes(
        Device device, int images, int draws, ArrayView<float> target, ArrayView<float> shares, float factor, ArrayView<float> logits)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(images, target, nameof(target));
        DeviceGuard.Length((long)images * draws * width, logits, nameof(logits));
        DeviceGuard.Length((long)images * draws, shares, nameof(shares));
        device.Launch(WeightedSlopeOfOne, (int)logits.Length, draws, width, target, shares, factor, logits);
    }

    // One work item: one logit of one draw.
    private static void WeightedSlopeOfOne(
        Index1D n, int draws, int width, ArrayView<float> target, ArrayView<float> shares, float factor, ArrayView<float> logits)
    {
        int row = n.X / width;
        float pixel = target[(row / draws * width) + (n.X % width)];
        logits[n] = factor * shares[row] * DeviceBernoulli.Slope(logits[n], pixel);
    }
}

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
    /// <param name="factor">What the divergence's part is multiplied by.</param>
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

    /// <summary>The derivative of the weighted log-likelihood by the decoder's logits.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="images">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="logits">Shape [B K, D].</param>
    /// <param name="target">The images, shape [B, D], each in [0, 1].</param>
    /// <param name="shares">Shape [B, K], each row's sum 1: a single draw's is not read.</param>
    /// <param name="factor">What the derivative is multiplied by.</param>
    /// <param name="slopes">Shape [B K, D], written.</param>
    internal static void WeightedSlopes(
        Device device,
        int images,
        int draws,
        ArrayView<float> logits,
        ArrayView<float> target,
        ArrayView<float> shares,
        float factor,
        ArrayView<float> slopes)
    {
        if (draws == 1)
        {
            device.Launch(SlopeOfOne, (int)slopes.Length, logits, target, factor, slopes);
        }
        else
        {
            device.Launch(
                WeightedSlopeOfOne, (int)slopes.Length, draws, (int)(target.Length / images), logits, target, shares, factor, slopes);
        }
    }

    /// <summary>The mean of every row, and rows there are as many as means.</summary>
    internal static void Means(Device device, ArrayView<float> terms, ArrayView<float> means) =>
        device.Launch(MeanOfRow, (int)means.Length, (int)(terms.Length / means.Length), terms, means);

    /// <summary>Adds numbers to running sums.</summary>
    internal static void AddRunning(Device device, ArrayView<float> numbers, ArrayView<double> sums) =>
        device.Launch(AddOne, (int)numbers.Length, numbers, sums);

    // One work item: one logit of an image's only draw. No division: a processor's compiler packs neighbours.
    private static void SlopeOfOne(
        Index1D n, ArrayView<float> logits, ArrayView<float> target, float factor, ArrayView<float> slopes) =>
        slopes[n] = factor * DevicePixels.Slope(logits[n], target[n]);

    // One work item: one logit of one draw.
    private static void WeightedSlopeOfOne(
        Index1D n,
        int draws,
        int width,
        ArrayView<float> logits,
        ArrayView<float> target,
        ArrayView<float> shares,
        float factor,
        ArrayView<float> slopes)
    {
        int row = n.X / width;
        float pixel = target[(row / draws * width) + (n.X - (row * width))];
        slopes[n] = factor * shares[row] * DevicePixels.Slope(logits[n], pixel);
    }

    // One work item: one row.
    private static void MeanOfRow(Index1D n, int width, ArrayView<float> terms, ArrayView<float> means)
    {
        double sum = 0;
        for (int k = n.X * width; k < (n.X + 1) * width; k++)
        {
            sum += terms[k];
        }

        means[n] = (float)(sum / width);
    }

    // One work item: one number.
    private static void AddOne(Index1D n, ArrayView<float> numbers, ArrayView<double> sums) => sums[n] += numbers[n];
}

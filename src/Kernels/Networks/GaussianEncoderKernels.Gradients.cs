using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <content>Derivatives by the code.</content>
public static partial class GaussianEncoderKernels
{
    /// <summary>From a derivative by draws to that by the code, added up over an example's draws.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="examples">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="latentGradient">Shape [B K, Z].</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="step">The noise's replicate, as forward.</param>
    /// <param name="codeGradient">Of the code's shape, written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void DrawBackward(
        Device device,
        int examples,
        int draws,
        int latents,
        ArrayView<float> code,
        ArrayView<float> latentGradient,
        DeviceKey key,
        int step,
        ArrayView<float> codeGradient) => Backward(
        device, examples, draws, latents, code, latentGradient, default, EncoderRule.Path, 1f, key, step, codeGradient);

    /// <summary>The derivative of every example's divergence by its code.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="examples">B.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="codeGradient">Of the code's shape, written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void DivergenceGradient(Device device, int examples, int latents, ArrayView<float> code, ArrayView<float> codeGradient)
    {
        var size = EncoderSize.Of(device, examples, 1, latents, code);
        DeviceGuard.Length(code.Length, codeGradient, nameof(codeGradient));
        device.Launch(DivergenceSlopeOfOne, (int)code.Length, size, code, codeGradient);
    }

    /// <summary>The derivative of a bound by the code, what came back by the draws being known.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="examples">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="latentGradient">Of the weighted log-likelihood times the factor, shape [B K, Z].</param>
    /// <param name="shares">Shape [B, K]; empty where the rule has none.</param>
    /// <param name="rule">Which derivative.</param>
    /// <param name="factor">Times this: what is added here, not what came back.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="step">The noise's replicate, as forward.</param>
    /// <param name="codeGradient">Of the code's shape, written.</param>
    internal static void Backward(
        Device device,
        int examples,
        int draws,
        int latents,
        ArrayView<float> code,
        ArrayView<float> latentGradient,
        ArrayView<float> shares,
        EncoderRule rule,
        float factor,
        DeviceKey key,
        int step,
        ArrayView<float> codeGradient)
    {
        var size = EncoderSize.Of(device, examples, draws, latents, code);
        DeviceGuard.Length(size.Elements, latentGradient, nameof(latentGradient));
        DeviceGuard.Length(code.Length, codeGradient, nameof(codeGradient));
        bool isWeighted = rule is not (EncoderRule.Path or EncoderRule.Elbo);
        DeviceGuard.SameLength(isWeighted ? size.Rows : 0, shares.Length, nameof(shares));
        if (rule is EncoderRule.StickingTheLanding or EncoderRule.DoublyReparameterized)
        {
            DeviceGuard.Length((long)examples * 2 * latents, code, nameof(code));
        }

        // A kernel argument needs an address; nothing is read there.
        ArrayView<float> weights = isWeighted ? shares : latentGradient;
        device.Launch(BackwardOfOne, (int)code.Length, size, code, latentGradient, weights, (int)rule, factor, key, step, codeGradient);
    }

    // One work item: one number of the code.
    private static void DivergenceSlopeOfOne(Index1D n, EncoderSize size, ArrayView<float> code, ArrayView<float> codeGradient) =>
        codeGradient[n] = DeviceGaussianEncoder.DivergenceSlope(size, code, n.X / size.Width, n.X % size.Width);

    // One work item: one number of the code, the draws in a loop. Number w moves latent i, by the noise of latent j unless it is
    // the mean.
    private static void BackwardOfOne(
        Index1D n,
        EncoderSize size,
        ArrayView<float> code,
        ArrayView<float> latentGradient,
        ArrayView<float> shares,
        int rule,
        float factor,
        DeviceKey key,
        int step,
        ArrayView<float> codeGradient)
    {
        int b = n.X / size.Width;
        int w = n.X % size.Width;
        int latents = size.Latents;
        bool isMean = w < latents;
        bool isLogVariance = !isMean & (w < 2 * latents);
        int i = w % latents;
        int j = i;
        if (w >= 2 * latents)
        {
            j = w - (2 * latents);
            i = 1;
            while (j >= i)
            {
                j -= i;
                i++;
            }
        }

        float scale = isLogVariance ? 0.5f * DeviceGaussianEncoder.Deviation(size, code, b, i) : 1f;
        double sum = 0;
        double shareSum = 0;
        for (int k = 0; k < size.Draws; k++)
        {
            int row = (b * size.Draws) + k;
            float gradient = latentGradient[(row * latents) + i];
            float noise = DeviceGaussianEncoder.Noise(size, b, j, k, key, step);
            if (rule >= (int)EncoderRule.Pathwise)
            {
                float share = shares[row];
                float own = i == j ? noise : DeviceGaussianEncoder.Noise(size, b, i, k, key, step);
                float z = DeviceGaussianEncoder.Latent(size, code, b, i, own, k, key, step);
                float towards = own / DeviceGaussianEncoder.Deviation(size, code, b, i);
                towards = rule == (int)EncoderRule.Pathwise ? 0f : towards;
                gradient += factor * share * (towards - z);
                gradient = rule == (int)EncoderRule.DoublyReparameterized ? share * gradient : gradient;
                shareSum += share;
            }

            sum += gradient * (isMean ? 1f : scale * noise);
        }

        float divergence = rule == (int)EncoderRule.Elbo ? DeviceGaussianEncoder.DivergenceSlope(size, code, b, w) : 0f;
        double ofLaw = rule == (int)EncoderRule.Pathwise & isLogVariance ? 0.5 * shareSum : 0.0;
        codeGradient[n] = (float)(sum + (factor * (ofLaw - divergence)));
    }
}

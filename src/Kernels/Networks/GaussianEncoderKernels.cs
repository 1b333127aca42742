using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>
/// Gaussian encoders on a device: the code of an example is a row (mean, logVariance, lower), of a diagonal covariance without lower.
/// </summary>
public static partial class GaussianEncoderKernels
{
    /// <summary>Draws <c>z = mean + L e</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="examples">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="latent">Shape [B K, Z], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void Draw(
        Device device, int examples, int draws, int latents, ArrayView<float> code, DeviceKey key, int step, ArrayView<float> latent)
    {
        var size = EncoderSize.Of(device, examples, draws, latents, code);
        DeviceGuard.Length(size.Elements, latent, nameof(latent));
        device.Launch(DrawOne, size.Elements, size, code, key, step, latent);
    }

    /// <summary>ln q(latent[b] | x[b]) of every example.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="examples">B.</param>
    /// <param name="latents">Z.</param>
    /// <param name="latent">Shape [B, Z].</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="logDensity">Shape [B], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void LogDensity(
        Device device, int examples, int latents, ArrayView<float> latent, ArrayView<float> code, ArrayView<float> logDensity)
    {
        var size = EncoderSize.Of(device, examples, 1, latents, code);
        DeviceGuard.Length(size.Elements, latent, nameof(latent));
        DeviceGuard.Length(examples, logDensity, nameof(logDensity));
        lock (device.Gate)
        {
            device.Launch(LogDensityOfRow, examples, size, latent, code, device.Scratch<double>(size.Elements), logDensity);
        }
    }

    /// <summary>KL(q || N(0, I)) of every example.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="examples">B.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="divergence">Shape [B], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void Divergence(Device device, int examples, int latents, ArrayView<float> code, ArrayView<float> divergence)
    {
        var size = EncoderSize.Of(device, examples, 1, latents, code);
        DeviceGuard.Length(examples, divergence, nameof(divergence));
        device.Launch(DivergenceOfRow, examples, size, code, divergence);
    }

    /// <summary>The divergence estimated from K draws of every example.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="examples">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="divergence">Shape [B], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void MonteCarloDivergence(
        Device device, int examples, int draws, int latents, ArrayView<float> code, DeviceKey key, int step, ArrayView<float> divergence)
    {
        var size = EncoderSize.Of(device, examples, draws, latents, code);
        DeviceGuard.Length(examples, divergence, nameof(divergence));
        device.Launch(MonteCarloOfRow, examples, size, code, key, step, divergence);
    }

    // One work item: one latent number of one draw.
    private static void DrawOne(Index1D n, EncoderSize size, ArrayView<float> code, DeviceKey key, int step, ArrayView<float> latent)
    {
        int row = n.X / size.Latents;
        int i = n.X % size.Latents;
        int b = row / size.Draws;
        int k = row % size.Draws;
        float noise = DeviceGaussianEncoder.Noise(size, b, i, k, key, step);
        latent[n] = DeviceGaussianEncoder.Latent(size, code, b, i, noise, k, key, step);
    }

    // One work item: one example, its noise by substitution, in double.
    private static void LogDensityOfRow(
        Index1D b, EncoderSize size, ArrayView<float> latent, ArrayView<float> code, ArrayView<double> noise, ArrayView<float> logDensity)
    {
        int start = b.X * size.Latents;
        int mean = b.X * size.Width;
        int lower = mean + (2 * size.Latents);
        double twice = size.Latents * DeviceDouble.LogTwoPi;
        for (int i = 0; i < size.Latents; i++)
        {
            double logVariance = code[mean + size.Latents + i];
            double e = (double)latent[start + i] - code[mean + i];
            int below = size.Width > 2 * size.Latents ? i : 0;
            for (int j = 0; j < below; j++)
            {
                e -= code[lower + j] * noise[start + j];
            }

            e *= DeviceDouble.Exp(-0.5 * logVariance);
            noise[start + i] = e;
            lower += below;
            twice += (e * e) + logVariance;
        }

        logDensity[b] = (float)(-0.5 * twice);
    }

    // One work item: one example.
    private static void DivergenceOfRow(Index1D b, EncoderSize size, ArrayView<float> code, ArrayView<float> divergence) =>
        divergence[b] = (float)DeviceGaussianEncoder.Divergence(size, code, b);

    // One work item: one example, its draws in a loop.
    private static void MonteCarloOfRow(
        Index1D b, EncoderSize size, ArrayView<float> code, DeviceKey key, int step, ArrayView<float> divergence)
    {
        double sum = 0;
        for (int k = 0; k < size.Draws; k++)
        {
            sum -= DeviceGaussianEncoder.LogRatio(size, code, b, k, key, step);
        }

        divergence[b] = (float)(sum / size.Draws);
    }
}

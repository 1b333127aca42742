using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <summary>What stands between encoder and decoder of a variational autoencoder on a device; draw k of image b is row b K + k.</summary>
public static partial class VariationalAutoencoderKernels
{
    /// <summary>Log-likelihood less divergence in closed form, of every draw.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="images">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="logits">Shape [B K, D].</param>
    /// <param name="target">The images, shape [B, D], each in [0, 1].</param>
    /// <param name="terms">Shape [B K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void BoundTerms(
        Device device,
        int images,
        int draws,
        int latents,
        ArrayView<float> code,
        ArrayView<float> logits,
        ArrayView<float> target,
        ArrayView<float> terms) =>
        Terms(device, images, draws, latents, code, logits, target, isDrawn: false, default, step: 0, terms);

    /// <summary>
    /// The logarithm of every draw's importance weight, in one pass: the draw again, the ratio of its densities, and the
    /// log-likelihood.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="images">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <param name="logits">Shape [B K, D].</param>
    /// <param name="target">The images, shape [B, D], each in [0, 1].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="logWeights">Shape [B K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public static void LogWeights(
        Device device,
        int images,
        int draws,
        int latents,
        ArrayView<float> code,
        ArrayView<float> logits,
        ArrayView<float> target,
        DeviceKey key,
        int step,
        ArrayView<float> logWeights) =>
        Terms(device, images, draws, latents, code, logits, target, isDrawn: true, key, step, logWeights);

    private static void Terms(
        Device device,
        int images,
        int draws,
        int latents,
        ArrayView<float> code,
        ArrayView<float> logits,
        ArrayView<float> target,
        bool isDrawn,
        DeviceKey key,
        int step,
        ArrayView<float> terms)
    {
        var size = EncoderSize.Of(device, images, draws, latents, code);
        int width = DeviceGuard.RowWidth(images, target, nameof(target));
        DeviceGuard.Length((long)size.Rows * width, logits, nameof(logits));
        DeviceGuard.Length(size.Rows, terms, nameof(terms));
        lock (device.Gate)
        {
            int drawn = isDrawn ? 1 : 0;
            if (device.PrefersLoops)
            {
                ArrayView<double> sums = BernoulliLikelihoodKernels.LaunchParts(
                    device, size.Rows, draws, width, logits, target, out int parts);
                device.Launch(TermOfRow, size.Rows, size, parts, code, sums, drawn, key, step, terms);
            }
            else
            {
                int workers = DevicePixels.Workers(size.Rows);
                ArrayView<float> own = device.Scratch<float>(workers * DevicePixels.Own);
                device.Launch(
                    TermsByLanes, Work.Tiles(workers), size, workers, width, code, logits, target, own, drawn, key, step, terms);
            }
        }
    }

    // One work item: one draw, the parts of its log-likelihood being summed up already.
    private static void TermOfRow(
        Index1D row,
        EncoderSize size,
        int parts,
        ArrayView<float> code,
        ArrayView<double> sums,
        int isDrawn,
        DeviceKey key,
        int step,
        ArrayView<float> terms) =>
        terms[row] = (float)(DevicePixels.Total(sums, row.X * parts, parts) + OfLaw(size, code, row, isDrawn, key, step));

    // One work item: some draws.
    private static void TermsByLanes(
        Index1D worker,
        EncoderSize size,
        int workers,
        int width,
        ArrayView<float> code,
        ArrayView<float> logits,
        ArrayView<float> target,
        ArrayView<float> own,
        int isDrawn,
        DeviceKey key,
        int step,
        ArrayView<float> terms)
    {
        int at = worker.X * DevicePixels.Own;
        for (int row = worker; row < size.Rows; row += workers)
        {
            double likelihood = DevicePixels.OfRow(logits, row * width, target, row / size.Draws * width, width, own, at);
            terms[row] = (float)(likelihood + OfLaw(size, code, row, isDrawn, key, step));
        }
    }

    // What prior and encoder give to a draw's term.
    private static double OfLaw(EncoderSize size, ArrayView<float> code, int row, int isDrawn, DeviceKey key, int step)
    {
        int b = row / size.Draws;
        if (isDrawn == 0)
        {
            return -DeviceGaussianEncoder.Divergence(size, code, b);
        }

        return DeviceGaussianEncoder.LogRatio(size, code, b, row % size.Draws, key, step);
    }
}

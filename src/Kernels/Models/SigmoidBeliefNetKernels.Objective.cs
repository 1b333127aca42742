using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Models;

/// <content>The objective <c>ln p(x, b) - ln q(b | x)</c> of every column, from sums over parts of its bits.</content>
public static partial class SigmoidBeliefNetKernels
{
    /// <summary>Bits in one part of a log-mass's sum.</summary>
    public const int BitsOfPart = 64;

    /// <summary>The parts that so many bits make.</summary>
    /// <param name="bits">How many bits.</param>
    /// <returns>How many parts.</returns>
    public static int Parts(int bits) => (bits + BitsOfPart - 1) / BitsOfPart;

    /// <summary>Sums of <c>ln p(x[d] | b)</c> over parts of the pixels.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="pixels">Shape [D, image stride], each 0 or 1.</param>
    /// <param name="pixelLogits">Shape [D, stride].</param>
    /// <param name="sums">Shape [parts of D, stride], written.</param>
    public static void PixelLogMass(
        Device device, BeliefNetSize size, ArrayView<float> pixels, ArrayView<float> pixelLogits, ArrayView<float> sums)
    {
        CheckPixels(device, size, pixels, pixelLogits);
        DeviceGuard.Length((long)Parts(size.Pixels) * size.Stride, sums, nameof(sums));
        device.Launch(PixelLogMassOfPart, (int)sums.Length, size, pixels, pixelLogits, sums);
    }

    /// <summary>Sums of <c>ln p(b[h])</c> over parts of the latent units.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="states">Shape [H + 1, stride].</param>
    /// <param name="prior">Shape [H].</param>
    /// <param name="sums">Shape [parts of H, stride], written.</param>
    public static void PriorLogMass(
        Device device, BeliefNetSize size, ArrayView<float> states, ArrayView<float> prior, ArrayView<float> sums)
    {
        CheckStates(device, size, states);
        DeviceGuard.Length(size.Latents, prior, nameof(prior));
        DeviceGuard.Length((long)Parts(size.Latents) * size.Stride, sums, nameof(sums));
        device.Launch(LatentLogMassOfPart, (int)sums.Length, size, states, prior, 1, 0, 1f, sums);
    }

    /// <summary>Sums of <c>-ln q(b[h] | x)</c> over parts of the latent units.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="states">Shape [H + 1, stride].</param>
    /// <param name="logits">The encoder's, shape [H, image stride].</param>
    /// <param name="sums">Shape [parts of H, stride], written.</param>
    public static void EncoderSurprise(
        Device device, BeliefNetSize size, ArrayView<float> states, ArrayView<float> logits, ArrayView<float> sums)
    {
        CheckStates(device, size, states);
        CheckLogits(size, logits, nameof(logits));
        DeviceGuard.Length((long)Parts(size.Latents) * size.Stride, sums, nameof(sums));
        device.Launch(LatentLogMassOfPart, (int)sums.Length, size, states, logits, size.ImageStride, 1, -1f, sums);
    }

    /// <summary>The total of every column's sums.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="sums">Shape [parts, stride].</param>
    /// <param name="objective">Shape [B S], written; in nats.</param>
    public static void Objective(Device device, BeliefNetSize size, ArrayView<float> sums, ArrayView<double> objective)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.RowsOf(size.Stride, sums, nameof(sums));
        DeviceGuard.Length(size.Columns, objective, nameof(objective));
        device.Launch(ObjectiveOfColumn, size.Columns, size, sums, objective);
    }

    private static void CheckPixels(Device device, BeliefNetSize size, ArrayView<float> pixels, ArrayView<float> pixelLogits)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length((long)size.Pixels * size.ImageStride, pixels, nameof(pixels));
        DeviceGuard.Length((long)size.Pixels * size.Stride, pixelLogits, nameof(pixelLogits));
    }

    // One work item: some pixels of one column. The padding's columns are some image's too, and are never read.
    private static void PixelLogMassOfPart(
        Index1D i, BeliefNetSize size, ArrayView<float> pixels, ArrayView<float> pixelLogits, ArrayView<float> sums)
    {
        int stride = size.Stride;
        int imageStride = size.ImageStride;
        int column = i % stride;
        int d = i / stride * BitsOfPart;
        int end = XMath.Min(d + BitsOfPart, size.Pixels);
        int x = (d * imageStride) + (column % size.Images);
        float sum = 0;
        for (int z = (d * stride) + column; d < end; d++)
        {
            // ln sigmoid(z) of a one, ln sigmoid(-z) of a zero: nothing cancels.
            sum -= DeviceMath.Softplus((1f - (2f * pixels[x])) * pixelLogits[z]);
            x += imageStride;
            z += stride;
        }

        sums[i] = sum;
    }

    // One work item: some units of one column; the logit of unit h and image b is at h unitStep + b imageStep.
    private static void LatentLogMassOfPart(
        Index1D i,
        BeliefNetSize size,
        ArrayView<float> states,
        ArrayView<float> logits,
        int unitStep,
        int imageStep,
        float sign,
        ArrayView<float> sums)
    {
        int stride = size.Stride;
        int column = i % stride;
        int h = i / stride * BitsOfPart;
        int end = XMath.Min(h + BitsOfPart, size.Latents);
        int t = (h * unitStep) + (column % size.Images * imageStep);
        float sum = 0;
        for (int b = (h * stride) + column; h < end; h++)
        {
            sum -= DeviceMath.Softplus((1f - (2f * states[b])) * logits[t]);
            b += stride;
            t += unitStep;
        }

        sums[i] = sign * sum;
    }

    // One work item: one column. In double: gradients are differences of objectives.
    private static void ObjectiveOfColumn(Index1D i, BeliefNetSize size, ArrayView<float> sums, ArrayView<double> objective)
    {
        int stride = size.Stride;
        double total = 0;
        for (int part = i; part < (int)sums.Length; part += stride)
        {
            total += sums[part];
        }

        objective[i] = total;
    }
}

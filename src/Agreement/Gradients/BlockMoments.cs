using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Statistics;

namespace BayesBench.Agreements.Gradients;

/// <summary>Blocks of gradients drawn on a device, as moments that merge.</summary>
public static class BlockMoments
{
    /// <summary>Draws consecutive blocks.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="sampler">The estimator and its problem.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="centre">The exact gradient.</param>
    /// <param name="workspace">For at least so many blocks.</param>
    /// <param name="sums">For at least so many blocks: components times 4 numbers each.</param>
    /// <returns>Shape [blocks, components].</returns>
    public static Moments[][] Draw(
        Device device,
        GradientSampler sampler,
        DeviceKey key,
        long firstBlock,
        int blocks,
        double[] centre,
        GradientWorkspace workspace,
        DeviceArray<double> sums)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(centre);
        ArgumentNullException.ThrowIfNull(sums);
        int width = sampler.Components * 4;
        sampler.Blocks(device, key, firstBlock, blocks, centre, workspace, sums.View.SubView(0, blocks * width));
        double[] numbers = sums.ToArray();
        return [.. Enumerable.Range(0, blocks).Select(block => centre
            .Select((about, component) => Of(about, numbers.AsSpan((block * width) + (component * 4), 4))).ToArray())];
    }

    /// <summary>Central moments of a block from the sums of the first four powers of <c>x - centre</c>.</summary>
    /// <remarks>The centre is the exact mean: the corrections are of the size of the sampling error, nothing cancels.</remarks>
    /// <param name="centre">What the powers are taken about.</param>
    /// <param name="sums">The four sums.</param>
    /// <param name="count">Over how many numbers.</param>
    /// <returns>The moments.</returns>
    public static Moments Of(double centre, ReadOnlySpan<double> sums, long count = GradientSampler.BlockCalls)
    {
        double shift = sums[0] / count;
        double square = shift * shift;
        return new Moments(
            count,
            centre + shift,
            Math.Max(0, sums[1] - (count * square)), // of a gradient that does not vary, rounding is all there is
            sums[2] - (3 * shift * sums[1]) + (2 * count * square * shift),
            sums[3] - (4 * shift * sums[2]) + (6 * square * sums[1]) - (3 * count * square * square));
    }
}

using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Statistics;

/// <content>Mergeable moments.</content>
public static partial class SampleKernels
{
    /// <summary>Count, mean and central sums of powers 2 to 4 of every block.</summary>
    /// <remarks>The host merges blocks by a binary tree over their index.</remarks>
    /// <param name="device">Where to run.</param>
    /// <param name="sample">Shape [blocks, length].</param>
    /// <param name="length">Elements of a block, at least 1.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> doubles, overwritten.</param>
    /// <param name="count">Shape [blocks], written: the length.</param>
    /// <param name="mean">Shape [blocks], written.</param>
    /// <param name="sum2">Shape [blocks], written.</param>
    /// <param name="sum3">Shape [blocks], written.</param>
    /// <param name="sum4">Shape [blocks], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Moments(
        Device device,
        ArrayView<float> sample,
        int length,
        ArrayView<double> scratch,
        ArrayView<long> count,
        ArrayView<double> mean,
        ArrayView<double> sum2,
        ArrayView<double> sum3,
        ArrayView<double> sum4)
    {
        ArgumentNullException.ThrowIfNull(device);
        int blocks = Blocks(sample, length, 1, scratch, mean.Length, "the moments");
        DeviceGuard.Length(blocks, count, nameof(count));
        DeviceGuard.Length(blocks, sum2, nameof(sum2));
        DeviceGuard.Length(blocks, sum3, nameof(sum3));
        DeviceGuard.Length(blocks, sum4, nameof(sum4));
        int chunks = length / ChunkSize;
        device.Launch(MomentsOfChunk, blocks * chunks, sample, length, chunks, scratch);
        device.Launch(MomentsOfBlock, blocks, sample, length, chunks, scratch, count, mean, sum2, sum3, sum4);
    }

    // One work item: mean and central sums of sixteen elements of a block, "chunks" apart.
    private static void MomentsOfChunk(
        Index1D i, ArrayView<float> sample, int length, int chunks, ArrayView<double> scratch)
    {
        int first = First(i, length, chunks);
        double mean = Sum(sample, first, chunks) / ChunkSize;
        var moments = default(DeviceMoments);
        AddFour(ref moments, sample, first, chunks, mean);
        AddFour(ref moments, sample, first + (4 * chunks), chunks, mean);
        AddFour(ref moments, sample, first + (8 * chunks), chunks, mean);
        AddFour(ref moments, sample, first + (12 * chunks), chunks, mean);
        scratch[4 * i] = mean;
        scratch[(4 * i) + 1] = moments.Sum2;
        scratch[(4 * i) + 2] = moments.Sum3;
        scratch[(4 * i) + 3] = moments.Sum4;
    }

    // One work item: one block. First its mean, then the sums of its chunks moved there, then its loose elements.
    private static void MomentsOfBlock(
        Index1D block,
        ArrayView<float> sample,
        int length,
        int chunks,
        ArrayView<double> scratch,
        ArrayView<long> count,
        ArrayView<double> mean,
        ArrayView<double> sum2,
        ArrayView<double> sum3,
        ArrayView<double> sum4)
    {
        double sum = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            sum += ChunkSize * scratch[4 * ((block * chunks) + chunk)];
        }

        for (int i = chunks * ChunkSize; i < length; i++)
        {
            sum += sample[(block * length) + i];
        }

        double centre = sum / length;
        var moments = default(DeviceMoments);
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            int at = 4 * ((block * chunks) + chunk);
            moments.AddPart(ChunkSize, scratch[at] - centre, scratch[at + 1], scratch[at + 2], scratch[at + 3]);
        }

        for (int i = chunks * ChunkSize; i < length; i++)
        {
            moments.AddElement(sample[(block * length) + i] - centre);
        }

        count[block] = length;
        mean[block] = centre;
        sum2[block] = moments.Sum2;
        sum3[block] = moments.Sum3;
        sum4[block] = moments.Sum4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(ref DeviceMoments moments, ArrayView<float> v, int first, int stride, double mean)
    {
        moments.AddElement(v[first] - mean);
        moments.AddElement(v[first + stride] - mean);
        moments.AddElement(v[first + (2 * stride)] - mean);
        moments.AddElement(v[first + (3 * stride)] - mean);
    }
}

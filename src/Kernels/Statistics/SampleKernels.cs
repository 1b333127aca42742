using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Statistics;

/// <summary>Mean, variance, covariance and mergeable moments of every block of a long array.</summary>
/// <remarks>
/// The array is blocks of one length, one behind the other; a sample is a block. Two stages: sixteen elements, strided so
/// that neighbouring work items read neighbouring words, become one chunk in straight-line code, each about its own mean,
/// so that nothing cancels; then one work item gathers the chunks of its block, and the at most fifteen elements that fill
/// no chunk, about the block's mean and in a fixed order: the same bits on every run. Accumulators are doubles.
/// </remarks>
public static partial class SampleKernels
{
    private const int ChunkSize = 16;

    /// <summary>Length of the scratch array that the methods here need.</summary>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="length">Elements of a block.</param>
    /// <returns>The number of doubles.</returns>
    public static int ScratchLength(int blocks, int length) => 4 * blocks * (length / ChunkSize);

    /// <summary>Mean of every block.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="sample">Shape [blocks, length].</param>
    /// <param name="length">Elements of a block, at least 1.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> doubles, overwritten.</param>
    /// <param name="mean">Shape [blocks], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Mean(
        Device device, ArrayView<float> sample, int length, ArrayView<double> scratch, ArrayView<float> mean)
    {
        ArgumentNullException.ThrowIfNull(device);
        int blocks = Blocks(sample, length, 1, scratch, mean.Length, nameof(mean));
        int chunks = length / ChunkSize;
        device.Launch(SumOfChunk, blocks * chunks, sample, length, chunks, scratch);
        device.Launch(MeanOfBlock, blocks, sample, length, chunks, scratch, mean);
    }

    /// <summary>Unbiased variance of every block.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="sample">Shape [blocks, length].</param>
    /// <param name="length">Elements of a block, at least 2.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> doubles, overwritten.</param>
    /// <param name="variance">Shape [blocks], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Variance(
        Device device, ArrayView<float> sample, int length, ArrayView<double> scratch, ArrayView<float> variance) =>
        Covariance(device, sample, sample, length, scratch, variance);

    /// <summary>Unbiased covariance of every block of one array with the same block of another.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [blocks, length].</param>
    /// <param name="y">Shape [blocks, length].</param>
    /// <param name="length">Elements of a block, at least 2.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> doubles, overwritten.</param>
    /// <param name="covariance">Shape [blocks], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Covariance(
        Device device,
        ArrayView<float> x,
        ArrayView<float> y,
        int length,
        ArrayView<double> scratch,
        ArrayView<float> covariance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, y, nameof(y));
        int blocks = Blocks(x, length, 2, scratch, covariance.Length, nameof(covariance));
        int chunks = length / ChunkSize;
        device.Launch(ProductsOfChunk, blocks * chunks, x, y, length, chunks, scratch);
        device.Launch(CovarianceOfBlock, blocks, x, y, length, chunks, scratch, covariance);
    }

    private static int Blocks(
        ArrayView<float> sample, int length, int least, ArrayView<double> scratch, long results, string name)
    {
        DeviceGuard.AtLeast(least, length, nameof(length));
        DeviceGuard.SameLength(results * length, sample.Length, nameof(sample));
        int blocks = (int)results;
        return scratch.Length >= ScratchLength(blocks, length)
            ? blocks
            : throw new ArgumentException(
                $"scratch has {scratch.Length} elements; for {name} it must have {ScratchLength(blocks, length)}.",
                nameof(scratch));
    }

    // One work item: the sum of sixteen elements of a block, "chunks" apart.
    private static void SumOfChunk(
        Index1D i, ArrayView<float> sample, int length, int chunks, ArrayView<double> scratch)
    {
        scratch[i] = Sum(sample, First(i, length, chunks), chunks);
    }

    // One work item: one block's mean.
    private static void MeanOfBlock(
        Index1D block, ArrayView<float> sample, int length, int chunks, ArrayView<double> scratch, ArrayView<float> mean)
    {
        double sum = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            sum += scratch[(block * chunks) + chunk];
        }

        for (int i = chunks * ChunkSize; i < length; i++)
        {
            sum += sample[(block * length) + i];
        }

        mean[block] = (float)(sum / length);
    }

    // One work item: means and sum of the products of the deviations of sixteen pairs.
    private static void ProductsOfChunk(
        Index1D i, ArrayView<float> x, ArrayView<float> y, int length, int chunks, ArrayView<double> scratch)
    {
        int first = First(i, length, chunks);
        double meanX = Sum(x, first, chunks) / ChunkSize;
        double meanY = Sum(y, first, chunks) / ChunkSize;
        scratch[3 * i] = meanX;
        scratch[(3 * i) + 1] = meanY;
        scratch[(3 * i) + 2] =
            FourProducts(x, y, first, chunks, meanX, meanY)
            + FourProducts(x, y, first + (4 * chunks), chunks, meanX, meanY)
            + FourProducts(x, y, first + (8 * chunks), chunks, meanX, meanY)
            + FourProducts(x, y, first + (12 * chunks), chunks, meanX, meanY);
    }

    // One work item: one block's covariance. First the means, then the products of its chunks moved there.
    private static void CovarianceOfBlock(
        Index1D block,
        ArrayView<float> x,
        ArrayView<float> y,
        int length,
        int chunks,
        ArrayView<double> scratch,
        ArrayView<float> covariance)
    {
        double sumX = 0;
        double sumY = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            int at = 3 * ((block * chunks) + chunk);
            sumX += ChunkSize * scratch[at];
            sumY += ChunkSize * scratch[at + 1];
        }

        for (int i = chunks * ChunkSize; i < length; i++)
        {
            sumX += x[(block * length) + i];
            sumY += y[(block * length) + i];
        }

        double meanX = sumX / length;
        double meanY = sumY / length;
        double products = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            int at = 3 * ((block * chunks) + chunk);
            products += scratch[at + 2] + (ChunkSize * (scratch[at] - meanX) * (scratch[at + 1] - meanY));
        }

        for (int i = chunks * ChunkSize; i < length; i++)
        {
            products += (x[(block * length) + i] - meanX) * (y[(block * length) + i] - meanY);
        }

        covariance[block] = (float)(products / (length - 1));
    }

    // Element 0 of chunk i % chunks of block i / chunks; element k lies k * chunks further.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(int i, int length, int chunks) => (i / chunks * length) + (i % chunks);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(ArrayView<float> v, int first, int stride) =>
        FourElements(v, first, stride) + FourElements(v, first + (4 * stride), stride)
        + FourElements(v, first + (8 * stride), stride) + FourElements(v, first + (12 * stride), stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double FourElements(ArrayView<float> v, int first, int stride) =>
        (double)v[first] + v[first + stride] + v[first + (2 * stride)] + v[first + (3 * stride)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double FourProducts(
        ArrayView<float> x, ArrayView<float> y, int first, int stride, double meanX, double meanY) =>
        ((x[first] - meanX) * (y[first] - meanY))
        + ((x[first + stride] - meanX) * (y[first + stride] - meanY))
        + ((x[first + (2 * stride)] - meanX) * (y[first + (2 * stride)] - meanY))
        + ((x[first + (3 * stride)] - meanX) * (y[first + (3 * stride)] - meanY));
}

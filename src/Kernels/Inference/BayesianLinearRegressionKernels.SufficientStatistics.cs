using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>Sums over the data: X^T X and X^T y in one pass. Products of floats are exact in double, and are added there.</content>
public static partial class BayesianLinearRegressionKernels
{
    /// <summary>Data that one work item adds up.</summary>
    private const int ChunkSize = 1024;

    private const int TileSize = 8;

    /// <summary>Doubles of scratch that so many data of so many columns need.</summary>
    /// <param name="rows">Number of data, N.</param>
    /// <param name="columns">Columns of x, D.</param>
    /// <returns>The length.</returns>
    /// <exception cref="ArgumentException">The sums of all chunks are more than an array holds.</exception>
    public static int ScratchLength(int rows, int columns)
    {
        long length = (long)Chunks(rows) * columns * (columns + 1);
        return length <= int.MaxValue
            ? (int)length
            : throw new ArgumentException($"columns has the value {columns}; with {rows} rows the sums need {length} elements, more than {int.MaxValue}.", nameof(columns));
    }

    /// <summary>X^T X and X^T y.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N, D].</param>
    /// <param name="y">Shape [N].</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> elements, overwritten.</param>
    /// <param name="gram">Shape [D, D], written.</param>
    /// <param name="moment">Shape [D], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void SufficientStatistics(
        Device device,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<double> scratch,
        ArrayView<double> gram,
        ArrayView<double> moment)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(moment.Length, nameof(moment));
        (int rows, int columns) = ((int)y.Length, (int)moment.Length);
        DeviceGuard.Length(y.Length * columns, x, nameof(x));
        DeviceGuard.Length((long)columns * columns, gram, nameof(gram));
        int chunks = Chunks(rows);
        int needed = ScratchLength(rows, columns);
        DeviceGuard.AtLeast(needed, scratch.Length, nameof(scratch));
        if (device.PrefersLoops || columns % TileSize != 0)
        {
            device.Launch(EntryOfChunk, needed, rows, columns, x, y, scratch);
        }
        else
        {
            TilesByLanes(device, chunks, rows, columns, x, y, scratch);
        }

        device.Launch(SumOfChunks, columns * (columns + 1), chunks, columns, scratch, gram, moment);
    }

    private static int Chunks(int rows) => (rows + ChunkSize - 1) / ChunkSize;

    // One work item: one entry of [X^T X, X^T y], over one chunk; neighbours read neighbours. What a GPU wants.
    private static void EntryOfChunk(
        Index1D index, int rows, int columns, ArrayView<float> x, ArrayView<float> y, ArrayView<double> sums)
    {
        int width = columns + 1;
        int chunk = index.X / (columns * width);
        int i = index.X / width % columns;
        int j = index.X % width;
        int end = Math.Min(rows, (chunk + 1) * ChunkSize);
        double sum = 0;
        for (int n = chunk * ChunkSize; n < end; n++)
        {
            double other = j < columns ? x[(n * columns) + Math.Min(j, columns - 1)] : y[n];
            sum += x[(n * columns) + i] * other;
        }

        sums[index] = sum;
    }

    // One work item: one entry, the sums of its chunks in their order. Above the diagonal stands what is below it.
    private static void SumOfChunks(
        Index1D index, int chunks, int columns, ArrayView<double> sums, ArrayView<double> gram, ArrayView<double> moment)
    {
        int width = columns + 1;
        int i = index.X / width;
        int j = index.X % width;
        bool isMoment = j == columns;
        int entry = isMoment ? index.X : (Math.Max(i, j) * width) + Math.Min(i, j);
        double sum = 0;
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            sum += sums[(chunk * columns * width) + entry];
        }

        if (isMoment)
        {
            moment[i] = sum;
        }
        else
        {
            gram[(i * columns) + j] = sum;
        }
    }
}

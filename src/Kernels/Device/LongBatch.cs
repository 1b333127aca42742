using ILGPU;
using ILGPU.Runtime;

namespace BayesBench.Kernels;

/// <summary>A batch that is longer than a device's memory, worked through in chunks.</summary>
/// <remarks>
/// Whatever a kernel computes element by element, and draws, whose numbers depend on the counter alone, are the same
/// numbers in chunks of any length.
/// </remarks>
public static class LongBatch
{
    /// <summary>The memory that is used when none is named, 256 MiB.</summary>
    public const long DefaultMemory = 1L << 28;

    // Whole blocks of draws, and enough of them that a launch is worth its while.
    private const int Granularity = 1024;

    /// <summary>Fills the elements of an input column.</summary>
    /// <param name="column">Which input.</param>
    /// <param name="first">Position of the first element in the batch.</param>
    /// <param name="elements">The elements, to be written.</param>
    public delegate void Reader(int column, long first, Span<float> elements);

    /// <summary>Launches the kernel on a chunk.</summary>
    /// <param name="first">Position of the chunk's first element in the batch.</param>
    /// <param name="inputs">The chunk's part of every input column.</param>
    /// <param name="outputs">The chunk's part of every output column.</param>
    public delegate void Launcher(long first, IReadOnlyList<ArrayView<float>> inputs, IReadOnlyList<ArrayView<float>> outputs);

    /// <summary>Takes the elements of an output column.</summary>
    /// <param name="column">Which output.</param>
    /// <param name="first">Position of the first element in the batch.</param>
    /// <param name="elements">The elements, valid until the writer returns.</param>
    public delegate void Writer(int column, long first, ReadOnlySpan<float> elements);

    /// <summary>Elements of a chunk, so that all columns of one fit a given memory.</summary>
    /// <param name="count">Elements of the batch, at least 0.</param>
    /// <param name="columns">Inputs and outputs, at least 1.</param>
    /// <param name="memory">Bytes on the device, at least 4096 a column.</param>
    /// <returns>A multiple of 1024, or all elements if they fit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static int ChunkLength(long count, int columns, long memory)
    {
        DeviceGuard.AtLeast(0, count, nameof(count));
        DeviceGuard.AtLeastOne(columns, nameof(columns));
        DeviceGuard.AtLeast((long)sizeof(float) * Granularity * columns, memory, nameof(memory));
        long fitting = Math.Min(memory / ((long)sizeof(float) * columns), Array.MaxLength);
        return (int)Math.Min(count, fitting - (fitting % Granularity));
    }

    /// <summary>Reads, launches and writes chunk by chunk.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="count">Elements of the batch, at least 0.</param>
    /// <param name="inputs">Number of input columns.</param>
    /// <param name="outputs">Number of output columns.</param>
    /// <param name="read">Fills the inputs.</param>
    /// <param name="launch">Launches the kernel.</param>
    /// <param name="write">Takes the outputs.</param>
    /// <param name="memory">Bytes of device memory to use; one chunk of one column is held on the host beside it.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static void Run(
        Device device,
        long count,
        int inputs,
        int outputs,
        Reader read,
        Launcher launch,
        Writer write,
        long memory = DefaultMemory)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(launch);
        ArgumentNullException.ThrowIfNull(write);
        DeviceGuard.AtLeast(0, inputs, nameof(inputs));
        DeviceGuard.AtLeast(0, outputs, nameof(outputs));
        int most = ChunkLength(count, inputs + outputs, memory);
        var columns = new List<DeviceArray<float>>();
        try
        {
            for (int column = 0; column < inputs + outputs; column++)
            {
                columns.Add(device.Allocate<float>(most));
            }

            // Pinned: a driver copies behind ILGPU's back.
            float[] host = GC.AllocateUninitializedArray<float>(most, pinned: true);
            for (long first = 0; first < count; first += most)
            {
                int length = (int)Math.Min(most, count - first);
                ArrayView<float>[] views = [.. columns.Select(column => column.View.SubView(0, length))];
                for (int column = 0; column < inputs; column++)
                {
                    read(column, first, host.AsSpan(0, length));
                    Copy(device, host, views[column], toDevice: true);
                }

                launch(first, views[..inputs], views[inputs..]);
                for (int column = 0; column < outputs; column++)
                {
                    Copy(device, host, views[inputs + column], toDevice: false);
                    write(column, first, host.AsSpan(0, length));
                }
            }
        }
        finally
        {
            columns.ForEach(column => column.Dispose());
        }
    }

    private static void Copy(Device device, float[] host, ArrayView<float> view, bool toDevice)
    {
        lock (device.Gate)
        {
            if (toDevice)
            {
                view.CopyFromCPU(ref host[0], view.Length);
            }
            else
            {
                view.CopyToCPU(ref host[0], view.Length);
            }

            device.Accelerator.Synchronize();
        }
    }
}

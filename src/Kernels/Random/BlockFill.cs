using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Random;

/// <summary>Four values in order.</summary>
internal readonly struct Four<T>(T v0, T v1, T v2, T v3)
    where T : unmanaged
{
    public readonly T V0 = v0;
    public readonly T V1 = v1;
    public readonly T V2 = v2;
    public readonly T V3 = v3;
}

/// <summary>What becomes of the four words of a block.</summary>
internal interface IBlockMap<T>
    where T : unmanaged
{
    static abstract Four<T> Of(DeviceWords words);
}

/// <summary>
/// Fills an array from consecutive blocks of a stream: element i comes from block firstBlock + i / 4, whatever
/// the device and the shape of the launch.
/// </summary>
internal static class BlockFill
{
    // Enough work items to fill a large GPU, few enough that each makes many blocks.
    private const int LoopingItems = 1 << 18;

    // Blocks whose columns stay in a processor's last cache, 2 MiB, and take longer than a launch by far.
    private const int ChunkLength = 1 << 17;

    public static void Launch<TMap, T>(
        Device device, DeviceKey key, uint stream, ulong firstBlock, ArrayView<T> values)
        where TMap : IBlockMap<T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Blocks(firstBlock, (ulong)Math.Max(0, values.Length - 1) / 4);
        int blocks = (int)(values.Length / 4);
        int rest = (int)(values.Length % 4);

        if (device.PrefersLoops)
        {
            int items = Math.Min(blocks, device.Kind == DeviceKind.Cpu ? Environment.ProcessorCount : LoopingItems);
            device.Launch(ManyBlocks<TMap, T>, items, key, stream, firstBlock, values, blocks, items);
        }
        else
        {
            LaunchByColumns<TMap, T>(device, key, stream, firstBlock, values, blocks);
        }

        device.Launch(LastBlock<TMap, T>, rest > 0 ? 1 : 0, key, stream, firstBlock, values, blocks, rest);
    }

    // Stores of neighbours that are four apart keep an OpenCL compiler for processors from vectorising. Columns
    // first, and their values to their places in a second pass, is three times as fast.
    private static void LaunchByColumns<TMap, T>(
        Device device, DeviceKey key, uint stream, ulong firstBlock, ArrayView<T> values, int blocks)
        where TMap : IBlockMap<T>
        where T : unmanaged
    {
        // Launches run in order; the gate keeps those of another thread from coming between a chunk's two.
        lock (device.Gate)
        {
            ArrayView<T> columns = device.Scratch<T>(4 * Math.Min(blocks, ChunkLength));
            for (int first = 0; first < blocks; first += ChunkLength)
            {
                int length = Math.Min(ChunkLength, blocks - first);
                ArrayView<T> chunk = columns.SubView(0, 4 * length);
                device.Launch(OneBlock<TMap, T>, length, key, stream, firstBlock + (ulong)first, chunk, length);
                device.Launch(OneInOrder, 4 * length, chunk, values.SubView(4 * first, 4 * length), length);
            }
        }
    }

    // One work item: one block, a value for each column.
    private static void OneBlock<TMap, T>(
        Index1D i, DeviceKey key, uint stream, ulong firstBlock, ArrayView<T> columns, int length)
        where TMap : IBlockMap<T>
        where T : unmanaged
    {
        Four<T> four = TMap.Of(BlockAt(firstBlock, i, stream, key));
        columns[i] = four.V0;
        columns[i + length] = four.V1;
        columns[i + (2 * length)] = four.V2;
        columns[i + (3 * length)] = four.V3;
    }

    // One work item: one value, from its column to its place.
    private static void OneInOrder<T>(Index1D i, ArrayView<T> columns, ArrayView<T> values, int length)
        where T : unmanaged => values[i] = columns[((i & 3) * length) + (i >> 2)];

    // One work item: every items-th block, so that neighbours write neighbours.
    private static void ManyBlocks<TMap, T>(
        Index1D i, DeviceKey key, uint stream, ulong firstBlock, ArrayView<T> values, int blocks, int items)
        where TMap : IBlockMap<T>
        where T : unmanaged
    {
        for (int block = i; block < blocks; block += items)
        {
            Four<T> four = TMap.Of(BlockAt(firstBlock, block, stream, key));
            int at = 4 * block;
            values[at] = four.V0;
            values[at + 1] = four.V1;
            values[at + 2] = four.V2;
            values[at + 3] = four.V3;
        }
    }

    // One work item: the block of which only a part is wanted.
    private static void LastBlock<TMap, T>(
        Index1D i, DeviceKey key, uint stream, ulong firstBlock, ArrayView<T> values, int block, int rest)
        where TMap : IBlockMap<T>
        where T : unmanaged
    {
        Four<T> four = TMap.Of(BlockAt(firstBlock, block, stream, key));
        int at = 4 * block;
        values[at] = four.V0;
        if (rest > 1)
        {
            values[at + 1] = four.V1;
        }

        if (rest > 2)
        {
            values[at + 2] = four.V2;
        }
    }

    // Draw 0 of the replicate firstBlock + offset, added in halves: see DevicePhilox about sums that wrap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DeviceWords BlockAt(ulong firstBlock, int offset, uint stream, DeviceKey key)
    {
        ulong low = (firstBlock & 0xFFFFFFFF) + (uint)offset;
        ulong high = (firstBlock >> 32) + (low >> 32);
        return DevicePhilox.Block(0, stream, (uint)low, (uint)high, key);
    }
}

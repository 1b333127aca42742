using ILGPU;

namespace BayesBench.Kernels.Random;

/// <summary>The Philox4x32 generator on a device.</summary>
public static class Philox4x32Kernels
{
    /// <summary>words[4 i .. 4 i + 3] = the block of counter i, after ten rounds.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="counters">Shape [N, 4].</param>
    /// <param name="keys">Shape [N, 2].</param>
    /// <param name="words">Shape [N, 4], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Block(
        Device device, ArrayView<uint> counters, ArrayView<uint> keys, ArrayView<uint> words) =>
        Launch(device, BlockOfOne, counters, keys, words);

    /// <summary>The same after seven rounds, the fewest that pass BigCrush.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="counters">Shape [N, 4].</param>
    /// <param name="keys">Shape [N, 2].</param>
    /// <param name="words">Shape [N, 4], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BlockOfSevenRounds(
        Device device, ArrayView<uint> counters, ArrayView<uint> keys, ArrayView<uint> words) =>
        Launch(device, BlockOfSevenRoundsOfOne, counters, keys, words);

    /// <summary>Random words: word i is word i mod 4 of block <c>firstBlock + i / 4</c> of a stream.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">The counter's word 1.</param>
    /// <param name="firstBlock">The first block: the counter's words 2 and 3.</param>
    /// <param name="words">Any shape, written.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last block would exceed 2^64 - 1.</exception>
    public static void Fill(Device device, DeviceKey key, uint stream, ulong firstBlock, ArrayView<uint> words) =>
        BlockFill.Launch<Identity, uint>(device, key, stream, firstBlock, words);

    private static void Launch(
        Device device,
        Action<Index1D, ArrayView<uint>, ArrayView<uint>, ArrayView<uint>> body,
        ArrayView<uint> counters,
        ArrayView<uint> keys,
        ArrayView<uint> words)
    {
        ArgumentNullException.ThrowIfNull(device);
        long count = words.Length / 4;
        DeviceGuard.Length(4 * count, words, nameof(words));
        DeviceGuard.Length(4 * count, counters, nameof(counters));
        DeviceGuard.Length(2 * count, keys, nameof(keys));
        device.Launch(body, (int)count, counters, keys, words);
    }

    // One work item: one block.
    private static void BlockOfOne(
        Index1D i, ArrayView<uint> counters, ArrayView<uint> keys, ArrayView<uint> words) =>
        Store(words, 4 * i, DevicePhilox.Block(
            counters[4 * i], counters[(4 * i) + 1], counters[(4 * i) + 2], counters[(4 * i) + 3],
            new DeviceKey(keys[2 * i], keys[(2 * i) + 1])));

    // One work item: one block.
    private static void BlockOfSevenRoundsOfOne(
        Index1D i, ArrayView<uint> counters, ArrayView<uint> keys, ArrayView<uint> words) =>
        Store(words, 4 * i, DevicePhilox.BlockOfSevenRounds(
            counters[4 * i], counters[(4 * i) + 1], counters[(4 * i) + 2], counters[(4 * i) + 3],
            new DeviceKey(keys[2 * i], keys[(2 * i) + 1])));

    private static void Store(ArrayView<uint> words, int at, DeviceWords block)
    {
        words[at] = block.W0;
        words[at + 1] = block.W1;
        words[at + 2] = block.W2;
        words[at + 3] = block.W3;
    }

    private readonly struct Identity : IBlockMap<uint>
    {
        public static Four<uint> Of(DeviceWords words) => new(words.W0, words.W1, words.W2, words.W3);
    }
}

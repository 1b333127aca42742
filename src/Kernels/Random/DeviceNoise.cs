using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Random;

/// <summary>Noise by element: never stored, drawn again wherever it is needed.</summary>
internal static class DeviceNoise
{
    /// <summary>
    /// The standard normal number of an element: component <c>element % 4</c> of the block of counter
    /// (element / 4, stream, step, draw).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Normal(int element, uint stream, int step, int draw, DeviceKey key)
    {
        DeviceWords words = DevicePhilox.Block((uint)(element >> 2), stream, (uint)step, (uint)draw, key);
        bool first = (element & 2) == 0;
        DeviceNormalPair pair = DeviceNormal.FromWords(
            first ? words.W0 : words.W2, first ? words.W1 : words.W3);
        return (element & 1) == 0 ? pair.Z0 : pair.Z1;
    }

    /// <summary>The uniform number of an element, of the same block: a multiple of 2^-24 in (0, 1), or 2^-25.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(int element, uint stream, int step, int draw, DeviceKey key)
    {
        DeviceWords words = DevicePhilox.Block((uint)(element >> 2), stream, (uint)step, (uint)draw, key);
        uint low = (element & 1) == 0 ? words.W0 : words.W1;
        uint high = (element & 1) == 0 ? words.W2 : words.W3;
        uint word = (element & 2) == 0 ? low : high;
        return DeviceNormal.Uniform(word);
    }

    /// <summary>
    /// The sign of an element, minus where bit <c>element % 32</c> of word <c>element / 32 % 4</c> is set, of the block of counter
    /// (element / 128, stream, step, draw).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sign(int element, uint stream, int step, int draw, DeviceKey key)
    {
        DeviceWords words = DevicePhilox.Block((uint)(element >> 7), stream, (uint)step, (uint)draw, key);
        uint low = (element & 32) == 0 ? words.W0 : words.W1;
        uint high = (element & 32) == 0 ? words.W2 : words.W3;
        uint word = (element & 64) == 0 ? low : high;
        int bit = (int)((word >> (element & 31)) & 1u);
        return 1 - (2 * bit);
    }

    /// <summary>A whole number from 0 to count - 1: the high half of a word times the count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(int element, int count, uint stream, int step, DeviceKey key)
    {
        DeviceWords words = DevicePhilox.Block((uint)(element >> 2), stream, (uint)step, 0, key);
        uint low = (element & 1) == 0 ? words.W0 : words.W1;
        uint high = (element & 1) == 0 ? words.W2 : words.W3;
        uint word = (element & 2) == 0 ? low : high;
        return (int)(((ulong)word * (ulong)(uint)count) >> 32);
    }
}

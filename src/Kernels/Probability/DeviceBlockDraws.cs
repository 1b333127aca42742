using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>Where a batch of draws starts: a stream of a key, and a block of it.</summary>
internal readonly struct DrawOrigin(DeviceKey key, uint stream, ulong firstBlock)
{
    public readonly DeviceKey Key = key;
    public readonly uint Stream = stream;
    public readonly uint FirstLow = (uint)firstBlock;
    public readonly uint FirstHigh = (uint)(firstBlock >> 32);
}

/// <summary>
/// A batch of draws inside a kernel: draw i comes from block firstBlock + floor(i / 4), place i mod 4; the block's
/// counter is (draw 0, stream, replicate = block).
/// </summary>
internal static class DeviceBlockDraws
{
    /// <summary>How many blocks so many draws take.</summary>
    public static int Blocks(long draws) => (int)((draws + 3) / 4);

    /// <summary>The words of the i-th block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceWords Words(Index1D i, DrawOrigin origin)
    {
        // The carry is taken by hand: a 64-bit sum that wraps is undefined in the OpenCL code that ILGPU writes.
        ulong low = (ulong)origin.FirstLow + (uint)i.X;
        ulong high = origin.FirstHigh + (low >> 32);
        return DevicePhilox.Block(0, origin.Stream, (uint)low, (uint)high, origin.Key);
    }

    /// <summary>Writes the i-th block's draws, as many as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ArrayView<float> draws, Index1D i, float x0, float x1, float x2, float x3)
    {
        int first = 4 * i.X;
        int length = (int)draws.Length;
        draws[first] = x0;
        if (first + 1 < length)
        {
            draws[first + 1] = x1;
        }

        if (first + 2 < length)
        {
            draws[first + 2] = x2;
        }

        if (first + 3 < length)
        {
            draws[first + 3] = x3;
        }
    }
}

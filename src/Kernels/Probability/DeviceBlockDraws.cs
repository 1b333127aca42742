using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>
/// A batch of draws inside a kernel: draw i comes from block firstBlock + floor(i / 4), place i mod 4; the block's
/// counter is (draw 0, stream, replicate = block).
/// </summary>
internal static class DeviceBlockDraws
{
    /// <summary>How many blocks so many draws take, none of which may pass the last.</summary>
    public static int Blocks(long draws, ulong firstBlock)
    {
        int blocks = (int)((draws + 3) / 4);
        DeviceGuard.Blocks(firstBlock, (ulong)Math.Max(0, blocks - 1));
        return blocks;
    }

    /// <summary>The words of the i-th block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceWords Words(Index1D i, DeviceKey key, uint stream, ulong firstBlock) =>
        Words(i, 0, key, stream, firstBlock);

    /// <summary>The words of the i-th block whose counter starts with another draw than 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceWords Words(Index1D i, uint draw, DeviceKey key, uint stream, ulong firstBlock)
    {
        // The carry is taken by hand: a 64-bit sum that wraps is undefined in the OpenCL code that ILGPU writes.
        ulong low = (firstBlock & 0xFFFFFFFF) + (uint)i.X;
        ulong high = (firstBlock >> 32) + (low >> 32);
        return DevicePhilox.Block(draw, stream, (uint)low, (uint)high, key);
    }

    /// <summary>Writes the i-th block's draws, as many as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(ArrayView<T> draws, Index1D i, T x0, T x1, T x2, T x3)
        where T : unmanaged
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

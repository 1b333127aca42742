using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Random;

/// <summary>Sobol's points inside a kernel.</summary>
internal static class DeviceSobol
{
    private const uint Stream = 0x736F_6200;

    /// <summary>The exclusive or of the direction numbers that the index's digits choose, of shape [dimensions, 32].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Word(uint index, int dimension, ArrayView<uint> directions)
    {
        uint word = 0;
        for (int k = 0; k < 32; k++)
        {
            // All ones where the digit is 1, by a signed negation: see DevicePhilox about sums that wrap.
            word ^= (uint)-(int)(index >> k & 1) & directions[(32 * dimension) + k];
        }

        return word;
    }

    /// <summary>
    /// Nested uniform scrambling, seven digits a generator block: its 127 bits are the nodes of their subtree, breadth first
    /// from bit 1. Straight-line code, so that a compiler packs neighbours.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Scramble(uint word, int dimension, DeviceKey key, ulong replicate)
    {
        uint stream = Stream | (uint)dimension;
        // Five subtrees of seven digits are 35: three more follow the last one.
        ulong digits = (ulong)word << 3;
        ulong flips = Subtree(digits, 0, stream, key, replicate)
            | Subtree(digits, 7, stream, key, replicate)
            | Subtree(digits, 14, stream, key, replicate)
            | Subtree(digits, 21, stream, key, replicate)
            | Subtree(digits, 28, stream, key, replicate);
        return word ^ (uint)(flips >> 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Subtree(ulong digits, int depth, uint stream, DeviceKey key, ulong replicate)
    {
        uint root = (1u << depth) | (uint)(digits >> (35 - depth));
        DeviceWords bits = DevicePhilox.Block(root, stream, (uint)replicate, (uint)(replicate >> 32), key);
        int seven = (int)(digits >> (28 - depth)) & 0x7F;
        // Nodes 1 to 31 are the first five digits', 32 to 63 the sixth's, 64 to 127 the seventh's, a word for each half.
        uint last = (seven & 0x40) == 0 ? bits.W2 : bits.W3;
        uint flips = ((bits.W0 >> 1 & 1) << 6)
            | ((bits.W0 >> (2 | (seven >> 6)) & 1) << 5)
            | ((bits.W0 >> (4 | (seven >> 5)) & 1) << 4)
            | ((bits.W0 >> (8 | (seven >> 4)) & 1) << 3)
            | ((bits.W0 >> (16 | (seven >> 3)) & 1) << 2)
            | ((bits.W1 >> (seven >> 2) & 1) << 1)
            | (last >> (seven >> 1 & 31) & 1);
        return (ulong)flips << (28 - depth);
    }
}

using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Networks;

/// <summary>Noise of a layer inside a kernel, by element: never stored, drawn again in the backward pass.</summary>
internal static class DeviceLayerNoise
{
    /// <summary>The uniform number of word <c>element % 4</c> of the block of counter (element / 4, stream, replicate).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(int element, DeviceKey key, uint stream, ulong replicate) =>
        DeviceNoise.Uniform(element, stream, (int)(uint)replicate, (int)(uint)(replicate >> 32), key);

    /// <summary>The standard normal number of an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Normal(int element, DeviceKey key, uint stream, ulong replicate) =>
        DeviceNoise.Normal(element, stream, (int)(uint)replicate, (int)(uint)(replicate >> 32), key);
}

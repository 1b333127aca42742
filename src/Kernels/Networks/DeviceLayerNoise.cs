using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Networks;

/// <summary>Noise of a layer inside a kernel, by element: never stored, drawn again in the backward pass.</summary>
internal static class DeviceLayerNoise
{
    /// <summary>The uniform number of word <c>element % 4</c> of the block of counter (element / 4, stream, replicate).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(int element, DeviceKey key, uint stream, ulong replicate)
    {
        DeviceWords words = DevicePhilox.Block(
            (uint)(element >> 2), stream, (uint)replicate, (uint)(replicate >> 32), key);
        uint low = (element & 1) == 0 ? words.W0 : words.W1;
        uint high = (element & 1) == 0 ? words.W2 : words.W3;
        return DeviceNormal.Uniform((element & 2) == 0 ? low : high);
    }

    /// <summary>The standard normal number of an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Normal(int element, DeviceKey key, uint stream, ulong replicate) =>
        DeviceNoise.Normal(element, stream, (int)(uint)replicate, (int)(uint)(replicate >> 32), key);
}

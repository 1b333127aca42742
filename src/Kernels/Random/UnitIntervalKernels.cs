using ILGPU;

namespace BayesBench.Kernels.Random;

/// <summary>Uniform numbers on a device.</summary>
public static class UnitIntervalKernels
{
    /// <summary>uniforms[i] = the uniform number of words[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="words">Shape [N].</param>
    /// <param name="uniforms">Shape [N], written: multiples of 2^-24 in (0, 1), or 2^-25.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void FromWord(Device device, ArrayView<uint> words, ArrayView<float> uniforms)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(words.Length, uniforms, nameof(uniforms));
        device.Launch(FromOneWord, (int)words.Length, words, uniforms);
    }

    /// <summary>Uniform numbers: number i is that of word i mod 4 of block <c>firstBlock + i / 4</c> of a stream.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">The counter's word 1.</param>
    /// <param name="firstBlock">The first block: the counter's words 2 and 3.</param>
    /// <param name="uniforms">Any shape, written.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last block would pass 2^64 - 1.</exception>
    public static void Fill(Device device, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> uniforms) =>
        BlockFill.Launch<Uniforms, float>(device, key, stream, firstBlock, uniforms);

    // One work item: one number.
    private static void FromOneWord(Index1D i, ArrayView<uint> words, ArrayView<float> uniforms) =>
        uniforms[i] = DeviceNormal.Uniform(words[i]);

    private readonly struct Uniforms : IBlockMap<float>
    {
        public static Four<float> Of(DeviceWords words) => new(
            DeviceNormal.Uniform(words.W0),
            DeviceNormal.Uniform(words.W1),
            DeviceNormal.Uniform(words.W2),
            DeviceNormal.Uniform(words.W3));
    }
}

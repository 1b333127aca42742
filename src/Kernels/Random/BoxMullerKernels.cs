using ILGPU;

namespace BayesBench.Kernels.Random;

/// <summary>Standard normal numbers on a device.</summary>
public static class BoxMullerKernels
{
    /// <summary>normals[2 i], normals[2 i + 1] = Box and Muller's pair of radiusWords[i] and angleWords[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="radiusWords">Shape [N].</param>
    /// <param name="angleWords">Shape [N].</param>
    /// <param name="normals">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void FromWords(
        Device device, ArrayView<uint> radiusWords, ArrayView<uint> angleWords, ArrayView<float> normals)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(radiusWords.Length, angleWords, nameof(angleWords));
        DeviceGuard.Length(2 * radiusWords.Length, normals, nameof(normals));
        device.Launch(FromOnePair, (int)radiusWords.Length, radiusWords, angleWords, normals);
    }

    /// <summary>
    /// Standard normal numbers: numbers 4 b to 4 b + 3 are the pairs of words (0, 1) and (2, 3) of block
    /// <c>firstBlock + b</c> of a stream.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">The counter's word 1.</param>
    /// <param name="firstBlock">The first block: the counter's words 2 and 3.</param>
    /// <param name="normals">Any shape, written.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last block would pass 2^64 - 1.</exception>
    public static void Fill(Device device, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> normals) =>
        BlockFill.Launch<Normals, float>(device, key, stream, firstBlock, normals);

    // One work item: one pair.
    private static void FromOnePair(
        Index1D i, ArrayView<uint> radiusWords, ArrayView<uint> angleWords, ArrayView<float> normals)
    {
        DeviceNormalPair pair = DeviceNormal.FromWords(radiusWords[i], angleWords[i]);
        normals[2 * i] = pair.Z0;
        normals[(2 * i) + 1] = pair.Z1;
    }

    private readonly struct Normals : IBlockMap<float>
    {
        public static Four<float> Of(DeviceWords words)
        {
            DeviceNormalPair first = DeviceNormal.FromWords(words.W0, words.W1);
            DeviceNormalPair second = DeviceNormal.FromWords(words.W2, words.W3);
            return new Four<float>(first.Z0, first.Z1, second.Z0, second.Z1);
        }
    }
}

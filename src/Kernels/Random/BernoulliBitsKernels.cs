using ILGPU;

namespace BayesBench.Kernels.Random;

/// <summary>Independent bits of one probability on a device, thirty-two to a word.</summary>
public static class BernoulliBitsKernels
{
    /// <summary>The words of a stream from the first on.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">Of a 1, in [0, 1 - 2^-24].</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which layer or purpose.</param>
    /// <param name="replicate">Which repetition.</param>
    /// <param name="words">Fewer than 2^28, written.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability or the number of words breaks its rule.</exception>
    public static void Fill(
        Device device, float probability, DeviceKey key, uint stream, ulong replicate, ArrayView<uint> words)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Within(probability, 0, DeviceBernoulli.Largest, nameof(probability));
        DeviceGuard.Within(words.Length, 0, (1 << 28) - 1, "the number of words");
        device.Launch(
            Word, (int)words.Length, DeviceBernoulli.Threshold(probability), key, stream, unchecked((int)replicate),
            (int)(replicate >> 32), words);
    }

    // One work item: one word.
    private static void Word(
        Index1D i, int threshold, DeviceKey key, uint stream, int replicateLow, int replicateHigh, ArrayView<uint> words) =>
        words[i] = DeviceBernoulli.Word(threshold, i, stream, replicateLow, replicateHigh, key);
}

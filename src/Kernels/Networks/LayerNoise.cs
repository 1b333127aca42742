using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Networks;

/// <summary>Which noise a layer draws: it is never stored, and backward draws it again from the same.</summary>
/// <param name="Key">The generator's key.</param>
/// <param name="Stream">Which layer: the counter's second word.</param>
/// <param name="Replicate">Which draw: the counter's other words.</param>
public readonly record struct LayerNoise(DeviceKey Key, uint Stream, ulong Replicate)
{
    internal int ReplicateLow => unchecked((int)Replicate);

    internal int ReplicateHigh => unchecked((int)(Replicate >> 32));
}

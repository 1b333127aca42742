using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Networks;

/// <summary>What the layers of a network need to know of a pass: nothing of it is kept, so any pass can be made again.</summary>
/// <param name="Examples">B, at most the largest batch.</param>
/// <param name="Mode">What noise there is.</param>
/// <param name="Key">Of all noise.</param>
/// <param name="Step">The low word of the noise's replicate.</param>
/// <param name="Draw">Its high word.</param>
public readonly record struct LayerPass(int Examples, LayerMode Mode, DeviceKey Key = default, int Step = 0, int Draw = 0)
{
    /// <summary>Both words.</summary>
    internal ulong Replicate => (uint)Step | ((ulong)(uint)Draw << 32);

    internal LayerNoise Noise(uint stream) => new(Key, stream, Replicate);
}

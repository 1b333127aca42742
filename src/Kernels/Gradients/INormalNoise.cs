using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>What the words of a generator block become for an estimator under a normal law.</summary>
public interface INormalNoise
{
    /// <summary>The noise of a block's words.</summary>
    /// <param name="words">The words.</param>
    /// <returns>Four numbers.</returns>
    static abstract FourNumbers Of(DeviceWords words);
}

/// <summary>Four standard normal numbers.</summary>
public readonly struct NormalNumbers : INormalNoise
{
    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Of(DeviceWords words)
    {
        DeviceNormalPair a = DeviceNormal.FromWords(words.W0, words.W1);
        DeviceNormalPair b = DeviceNormal.FromWords(words.W2, words.W3);
        return new FourNumbers(a.Z0, a.Z1, b.Z0, b.Z1);
    }
}

/// <summary>
/// A length of two normal numbers (Rayleigh's law), a normal one, a length, a normal one: lengths of words 0 and 1, a normal
/// pair of words 2 and 3, all independent.
/// </summary>
internal readonly struct RayleighNormals : INormalNoise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Of(DeviceWords words)
    {
        DeviceNormalPair pair = DeviceNormal.FromWords(words.W2, words.W3);
        return new FourNumbers(DeviceNormal.Radius(words.W0), pair.Z0, DeviceNormal.Radius(words.W1), pair.Z1);
    }
}

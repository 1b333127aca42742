using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Random;

/// <summary>Two standard normal numbers on a device.</summary>
internal readonly struct DeviceNormalPair(float z0, float z1)
{
    public readonly float Z0 = z0;
    public readonly float Z1 = z1;
}

/// <summary>Uniform and normal numbers inside a kernel.</summary>
internal static class DeviceNormal
{
    private const uint SqrtHalf = 0xB504F333; // sqrt(1/2) 2^32
    private const int SqrtHalfBits = 0x3F3504F3;

    /// <summary>The top 24 bits times 2^-24, zero mapped to 2^-25.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(uint word)
    {
        // A maximum and no comparison: four of these in one body must not tempt a compiler (see Gradients/Tie).
        int twice = XMath.Max((int)(word >> 8) << 1, 1);
        return twice * (1f / (1 << 25));
    }

    /// <summary>Box and Muller's pair; the radius uses all 32 bits, the angle loses only its last rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceNormalPair FromWords(uint radiusWord, uint angleWord)
    {
        float radius = Radius(radiusWord);
        DeviceSinCos angle = DeviceMath.SinCosTurns(angleWord);
        return new DeviceNormalPair(radius * angle.Cos, radius * angle.Sin);
    }

    /// <summary>The radius alone: the length of two standard normal numbers, of Rayleigh's law.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Radius(uint word) => XMath.Sqrt(-2f * LogUniform(word));

    /// <summary>
    /// ln((word + 1) 2^-32) to a few ulp, at both ends. Near 1 the logarithm is that of 1 less the word's
    /// complement, which is exact where the quotient itself would round to 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LogUniform(uint word)
    {
        bool isNearOne = word >= SqrtHalf;
        uint v = isNearOne ? ~word : word;
        // Halves, because the conversion of a uint is slow on CUDA and the sum could wrap.
        float number = ((int)(v >> 16) * 65536f) + ((int)(v & 0xFFFF) + (isNearOne ? 0 : 1));
        int bits = DeviceMath.BitsOf(number);
        int exponent = (bits - SqrtHalfBits) >> 23;
        float f = DeviceMath.OfBits(bits - (exponent << 23)) - 1f;
        return DeviceMath.LogOfReduced(
            isNearOne ? number * (-1f / (1L << 32)) : f,
            isNearOne ? 0 : exponent - 32);
    }
}

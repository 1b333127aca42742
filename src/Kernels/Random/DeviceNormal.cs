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
    private const int SqrtHalfBits = 0x3F3504F3;
    private const int OneBits = 0x3F800000;
    private const int HalfBits = 0x3F000000;
    private const int TwoToMinus32Bits = 0x2F800000;

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
    public static float Radius(uint word) => XMath.Sqrt(MinusTwiceLogUniform(word));

    /// <summary>
    /// -2 ln((word + 1) 2^-32) to 3.2 roundings, at both ends: the word and one, as a signed number, is either the number or what
    /// it lacks of 2^32, as exact near 1 as near 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float MinusTwiceLogUniform(uint word)
    {
        // In 64 bits: see DevicePhilox about sums that wrap.
        int next = (int)(word + 1UL);
        float number = next;
        // 1 in the upper half, where the number is not positive, else 0. A half with a sign and no comparison: see Uniform.
        float whole = 0.5f - DeviceMath.OfBits(((next | (int)word) & int.MinValue) | HalfBits);
        // (word + 1) 2^-32 = 2^k (1 + f), 1 + f from sqrt(1/2) to sqrt(2); k stays at its place among a float's bits.
        int bits = DeviceMath.BitsOf(Fused.MultiplyAdd(whole, 1L << 32, number)) - (32 << 23);
        int exponent = (bits - SqrtHalfBits) & ~0x7FFFFF;
        float inverse = DeviceMath.OfBits(OneBits - exponent);
        // Exact, though the sum for the exponent may have been rounded.
        float f = Fused.MultiplyAdd(number, DeviceMath.OfBits(TwoToMinus32Bits - exponent), Fused.MultiplyAdd(whole, inverse, -1f));
        return MinusTwiceLog(f, exponent);
    }

    // -2 ln(2^k (1 + f)) = -2 k ln 2 - 2 f + f^2 (1 + f P(f)) of k 2^23 and f. Not by Horner's rule: what takes long here is waiting.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float MinusTwiceLog(float f, int exponent)
    {
        float square = f * f;
        float fourth = square * square;
        float first = Fused.MultiplyAdd(f, 0.500016451f, -0.666666627f);
        float second = Fused.MultiplyAdd(f, 0.332464486f, -0.400025219f);
        float third = Fused.MultiplyAdd(f, 0.263229996f, -0.284014672f);
        float last = Fused.MultiplyAdd(f, 0.152912423f, -0.255452484f);
        float p = Fused.MultiplyAdd(fourth, Fused.MultiplyAdd(square, last, third), Fused.MultiplyAdd(square, second, first));
        float linear = Fused.MultiplyAdd(exponent, -1.38629436f / (1 << 23), -2f * f);
        return Fused.MultiplyAdd(square, Fused.MultiplyAdd(f, p, 1f), linear);
    }
}

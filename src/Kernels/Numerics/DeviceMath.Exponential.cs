using System.Runtime.CompilerServices;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <content>Exponential and logarithm.</content>
internal static partial class DeviceMath
{
    private const int SqrtHalfBits = 0x3F3504F3;

    /// <summary>e^x = 2^k e^r with |r| at most ln(2) / 2; subnormal results are rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x)
    {
        // Beyond these the result is 0 or infinite; a NaN passes both.
        float y = x > 89f ? 89f : x;
        y = y < -104f ? -104f : y;
        const float Rounding = 12582912f; // 1.5 * 2^23: adding it leaves the nearest integer in the low bits
        float shifted = (y * 1.44269502f) + Rounding;
        float k = shifted - Rounding;
        float r = y - (k * LogTwoHigh) - (k * LogTwoLow);
        float p = 0.00138389028f;
        p = (p * r) + 0.00836919248f;
        p = (p * r) + 0.0416681021f;
        p = (p * r) + 0.166665167f;
        p = (p * r) + 0.49999994f;
        float exponential = 1f + (r + (r * r * p));
        int power = BitsOf(shifted) - 0x4B400000;
        int half = power >> 1; // 2^power may be no normal number, its two factors are
        return exponential * PowerOfTwo(half) * PowerOfTwo(power - half);
    }

    /// <summary>ln x, of subnormal numbers too; minus infinity at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x)
    {
        bool isSubnormal = x < SmallestNormal;
        float scaled = x * 8388608f;
        int bits = BitsOf(isSubnormal ? scaled : x) & int.MaxValue;
        int exponent = (bits - SqrtHalfBits) >> 23;
        float f = OfBits(bits - (exponent << 23)) - 1f;
        float y = LogOfReduced(f, exponent - (isSubnormal ? 23 : 0));
        return LogUnlessSpecial(x, y);
    }

    /// <summary>ln(1 + x), exact in relative terms near 0: what 1 + x rounds away is carried along.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogOnePlus(float x)
    {
        float u = 1f + x;
        float part = u - x;
        float lost = (x - (u - part)) + (1f - part); // u + lost = 1 + x exactly
        int bits = BitsOf(u) & int.MaxValue;
        int exponent = (bits - SqrtHalfBits) >> 23;
        int scaling = exponent > 64 ? -64 : -exponent; // what a large sum loses counts for nothing
        float f = (OfBits(bits - (exponent << 23)) - 1f) + (lost * PowerOfTwo(scaling));
        float y = LogUnlessSpecial(u, LogOfReduced(f, exponent));
        return XMath.Abs(x) < SmallestNormal ? x : y; // keeps the sign of zero
    }

    /// <summary>ln(2^exponent (1 + f)) for 1 + f from sqrt(1/2) to sqrt(2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogOfReduced(float f, int exponent)
    {
        float p = 0.0529425554f;
        p = (p * f) - 0.10903848f;
        p = (p * f) + 0.121104389f;
        p = (p * f) - 0.125495687f;
        p = (p * f) + 0.142096385f;
        p = (p * f) - 0.16659373f;
        p = (p * f) + 0.200022221f;
        p = (p * f) - 0.250001669f;
        p = (p * f) + 0.333333135f;
        float k = exponent;
        float square = f * f;
        float tail = (square * f * p) + (k * LogTwoLow);
        return (f + (tail - (0.5f * square))) + (k * LogTwoHigh);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LogUnlessSpecial(float x, float logarithm)
    {
        // One choice at a time and no && keep these selects: a conditional inside a conditional becomes a branch.
        float special = x > 0f ? x : float.NaN;
        special = x == 0f ? float.NegativeInfinity : special;
        bool isRegular = (x > 0f) & (x < float.PositiveInfinity);
        return isRegular ? logarithm : special;
    }

    // For exponents of normal numbers, and 0 for -127.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float PowerOfTwo(int exponent) => OfBits((exponent + 127) << 23);
}

using System.Runtime.CompilerServices;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <content>Exponential and logarithm.</content>
internal static partial class DeviceMath
{
    /// <summary>An argument whose exponential is 0 in float.</summary>
    public const float LeastExpArgument = -104f;

    private const int SqrtHalfBits = 0x3F3504F3;

    // 1.5 * 2^23: adding it leaves the nearest integer in the low bits.
    private const float Rounding = 12582912f;

    /// <summary>e^x = 2^k e^r with |r| at most ln(2) / 2; subnormal results are rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x)
    {
        float y = ExpArgument(x);
        float shifted = ExpExponent(y);
        return ExpScaled(ExpOfReduced(ExpReduced(y, shifted)), shifted);
    }

    /// <summary>x where e^x is neither 0 nor infinite, else the nearest such number or one beyond; a NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExpArgument(float x)
    {
        float y = x > 89f ? 89f : x;
        return y < LeastExpArgument ? LeastExpArgument : y;
    }

    /// <summary>k, the integer nearest to y / ln 2, in the low bits of a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExpExponent(float y) => (y * 1.44269502f) + Rounding;

    /// <summary>r = y - k ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExpReduced(float y, float shifted)
    {
        float k = shifted - Rounding;
        return y - (k * LogTwoHigh) - (k * LogTwoLow);
    }

    /// <summary>e^r. Not by Horner's rule: a processor waits for one operation after the other there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExpOfReduced(float r)
    {
        float square = r * r;
        float low = 0.49999994f + (0.166665167f * r);
        float high = 0.0416681021f + (0.00836919248f * r) + (0.00138389028f * square);
        return 1f + (r + (square * (low + (high * square))));
    }

    /// <summary>2^k times a number; 2^k may be no normal number, its two factors are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExpScaled(float exponential, float shifted)
    {
        // The low nine bits of a power of two's exponent are all that count: what the rounding left above them is shifted out.
        int bits = BitsOf(shifted);
        int half = bits >> 1;
        return exponential * OfBits((half << 23) + 0x3F800000) * OfBits(((bits - half) << 23) + 0x3F800000);
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
        float square = f * f;
        float fourth = square * square;
        float low = (0.333333135f - (0.250001669f * f)) + ((0.200022221f - (0.16659373f * f)) * square);
        float high = (0.142096385f - (0.125495687f * f)) + ((0.121104389f - (0.10903848f * f)) * square);
        float p = low + (fourth * (high + (0.0529425554f * fourth)));
        float k = exponent;
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

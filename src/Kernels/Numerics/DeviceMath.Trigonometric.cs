using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Numerics;

/// <summary>Sine and cosine of one angle.</summary>
internal readonly struct DeviceSinCos(float sin, float cos)
{
    public readonly float Sin = sin;
    public readonly float Cos = cos;
}

/// <content>Sine and cosine.</content>
internal static partial class DeviceMath
{
    private const float QuarterPi = 0.785398185f;

    // pi / 2 for a unit of 2^-62 quadrants, and in two parts of which the first has 12 bits.
    private const float HalfPi = 1.57079637f / (1L << 62);
    private const float HalfPiHigh = 1.5703125f / (1L << 62);
    private const float HalfPiLow = 0.000483826792f / (1L << 62);

    /// <summary>sin x of any float; NaN at the infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sin(float x) => SinCos(x).Sin;

    /// <summary>cos x of any float; NaN at the infinities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cos(float x) => SinCos(x).Cos;

    /// <summary>
    /// Sine and cosine of any float. |x| 2 / pi modulo 4 is taken in integers, from the 96 bits of 2 / pi that
    /// matter for x's exponent (Payne and Hanek 1983), so no argument is too large and none loses digits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSinCos SinCos(float x)
    {
        int bits = BitsOf(x) & int.MaxValue;
        float a = OfBits(bits);
        ulong turns = QuadrantsOf(bits); // 2^62 is a quadrant
        uint high = (uint)(turns >> 32);
        long remainder = ((long)SignedLow30(high) * (1L << 32)) | (long)(uint)turns;
        bool isSmall = a <= QuarterPi;
        // Times pi / 2 in parts: the product of the heads is exact, so that sin r loses nothing where it is r.
        float head = OfBits(BitsOf(remainder) & ~0xFFF);
        float tail = (head * HalfPiLow) + ((remainder - (long)head) * HalfPi);
        int quadrant = NearestQuadrant(high);
        float product = head * HalfPiHigh;
        DeviceSinCos y = OfQuadrant(isSmall ? 0 : quadrant, isSmall ? a : product, isSmall ? 0f : tail);
        float sin = OfBits(BitsOf(y.Sin) ^ (BitsOf(x) & int.MinValue));
        bool isFinite = bits < 0x7F800000;
        return new DeviceSinCos(isFinite ? sin : float.NaN, isFinite ? y.Cos : float.NaN);
    }

    /// <summary>
    /// Sine and cosine of <c>2 pi word / 2^32</c>. A cosine is the sine a quarter of a turn later, and its angle is found in integers:
    /// no reduction, nothing to choose.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceSinCos SinCosTurns(uint word) =>
        new(SinOfQuarterAgo((int)(word + 0x40000000UL)), SinOfQuarterAgo((int)(word + 0x80000000UL)));

    // sin(2 pi turns / 2^32 - pi / 2), whose angle goes up and down between -pi / 2 and pi / 2. In two halves where a sum could pass 2^31.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SinOfQuarterAgo(int turns)
    {
        int negative = turns >> 31;
        float x = ((turns ^ negative) - 0x40000000 - negative) * (1f / (1L << 32));
        float s = x * x;
        float p = Fused.MultiplyAdd(40.8759117f, s, -76.7279816f);
        p = Fused.MultiplyAdd(p, s, 81.6086349f);
        p = Fused.MultiplyAdd(p, s, -41.3417664f);
        return x * Fused.MultiplyAdd(p, s, 6.28318548f);
    }

    // The multiple of 2^30 nearest to the word, from 0 to 4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NearestQuadrant(uint word) => (int)(word >> 30) + (int)((word >> 29) & 1);

    // The word less that multiple: its low 30 bits as a signed number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SignedLow30(uint word) => (int)(word << 2) >> 2;

    // Sine and cosine of quadrant * pi / 2 + head + tail for |head + tail| at most pi / 4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DeviceSinCos OfQuadrant(int quadrant, float head, float tail)
    {
        float r = head + tail;
        float s = r * r;
        float p = -0.000195182845f;
        p = (p * s) + 0.00833218917f;
        p = (p * s) - 0.166666552f;
        float sin = head + (tail + (r * s * p));
        float q = 2.44323273e-05f;
        q = (q * s) - 0.00138873095f;
        q = (q * s) + 0.0416666456f;
        float cos = (1f - (0.5f * s)) + (s * s * q);

        bool isOdd = (quadrant & 1) != 0;
        int sinSign = (quadrant & 2) << 30;
        int cosSign = ((quadrant + 1) & 2) << 30;
        return new DeviceSinCos(
            OfBits(BitsOf(isOdd ? cos : sin) ^ sinSign),
            OfBits(BitsOf(isOdd ? sin : cos) ^ cosSign));
    }

    // a 2 / pi modulo 4 in units of 2^-62, for the bits of a float a of at least 1/2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong QuadrantsOf(int bits)
    {
        int exponent = bits >> 23;
        int first = exponent < 126 ? 0 : exponent - 120; // bits of 2 / pi before this one make whole turns
        ulong mantissa = (ulong)((bits & 0x7FFFFF) | 0x800000);

        // 2 / pi, after 32 zero bits. Words first / 32 to first / 32 + 3, by a barrel shifter.
        const uint W1 = 0xA2F9836E, W2 = 0x4E441529, W3 = 0xFC2757D1, W4 = 0xF534DDC0;
        const uint W5 = 0xDB629599, W6 = 0x3C439041, W7 = 0xFE5163AB;
        bool by4 = (first & 128) != 0, by2 = (first & 64) != 0, by1 = (first & 32) != 0;
        uint a0 = by4 ? W4 : 0, a1 = by4 ? W5 : W1, a2 = by4 ? W6 : W2, a3 = by4 ? W7 : W3;
        uint b0 = by2 ? a2 : a0, b1 = by2 ? a3 : a1, b2 = by2 ? W4 : a2, b3 = by2 ? W5 : a3, b4 = by2 ? W6 : W4;
        uint c0 = by1 ? b1 : b0, c1 = by1 ? b2 : b1, c2 = by1 ? b3 : b2, c3 = by1 ? b4 : b3;

        int shift = first & 31;
        ulong product0 = mantissa * Window(c0, c1, shift);
        ulong product1 = mantissa * Window(c1, c2, shift);
        ulong product2 = mantissa * Window(c2, c3, shift);
        // Summed word by word: no sum reaches 2^63.
        ulong low = (uint)product1 + (product2 >> 32);
        ulong high = (uint)product0 + (product1 >> 32) + (low >> 32);
        return (high << 32) | (uint)low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Window(uint word, uint next, int shift) =>
        ((((ulong)word << 32) | next) << shift) >> 32;
}

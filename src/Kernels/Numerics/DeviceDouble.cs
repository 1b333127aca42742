using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>Exponential and logarithm in double inside a kernel: for sums whose terms cancel more than a float has.</summary>
/// <remarks>Errors stay within 4 units of 2^-53 of a double's size, whichever products and sums a compiler fuses.</remarks>
internal static class DeviceDouble
{
    private const double LogTwoHigh = 0.693147180369123816490; // 32 bits: its product with any exponent is exact
    private const double LogTwoLow = 1.90821492927058770002e-10;
    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;

    /// <summary>ln x of a normal number, infinity included; minus infinity at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        long bits = (long)Interop.FloatAsInt(x);
        int exponent = (int)((bits - SqrtHalfBits) >> 52);
        double f = Interop.IntAsFloat((ulong)(bits - ((long)exponent << 52))) - 1.0;
        // ln(1 + f) = 2 atanh(s), s = f / (2 + f) at most 0.172: eleven terms leave 2^-60.
        double s = f / (2.0 + f);
        double square = s * s;
        double series = 1.0 / 23.0;
        series = (series * square) + (1.0 / 21.0);
        series = (series * square) + (1.0 / 19.0);
        series = (series * square) + (1.0 / 17.0);
        series = (series * square) + (1.0 / 15.0);
        series = (series * square) + (1.0 / 13.0);
        series = (series * square) + (1.0 / 11.0);
        series = (series * square) + (1.0 / 9.0);
        series = (series * square) + (1.0 / 7.0);
        series = (series * square) + (1.0 / 5.0);
        series = (series * square) + (1.0 / 3.0);
        double small = (2.0 * s) + (2.0 * s * square * series);
        double logarithm = (exponent * LogTwoHigh) + (small + (exponent * LogTwoLow));
        return x == 0.0 ? double.NegativeInfinity : x < double.PositiveInfinity ? logarithm : x;
    }

    /// <summary>ln(1 + x), relatively accurate near 0: the rounding of 1 + x enters both factors alike and cancels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LogOnePlus(double x)
    {
        double rounded = 1.0 + x;
        return rounded == 1.0 ? x : Log(rounded) * (x / (rounded - 1.0));
    }

    /// <summary>e^x; 0 below -708, where a float has long vanished.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x)
    {
        double y = x > 709.0 ? 709.0 : x;
        y = y < -708.0 ? -708.0 : y;
        const double Rounding = 6755399441055744.0; // 1.5 * 2^52: adding it leaves the nearest integer
        double k = ((y * 1.4426950408889634) + Rounding) - Rounding;
        double r = y - (k * LogTwoHigh) - (k * LogTwoLow);
        double power = Interop.IntAsFloat((ulong)(((long)k + 1023) << 52));
        double exponential = power + (power * ExpMinusOneSeries(r));
        return x < -708.0 ? 0.0 : x > 709.0 ? double.PositiveInfinity : exponential;
    }

    /// <summary>e^x - 1, relatively accurate near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ExpMinusOne(double x) => XMath.Abs(x) < 0.35 ? ExpMinusOneSeries(x) : Exp(x) - 1.0;

    // Taylor's series up to x^14 / 14!: at ln(2) / 2 it leaves 2^-63.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ExpMinusOneSeries(double x)
    {
        double series = 1.0 / 87178291200.0;
        series = (series * x) + (1.0 / 6227020800.0);
        series = (series * x) + (1.0 / 479001600.0);
        series = (series * x) + (1.0 / 39916800.0);
        series = (series * x) + (1.0 / 3628800.0);
        series = (series * x) + (1.0 / 362880.0);
        series = (series * x) + (1.0 / 40320.0);
        series = (series * x) + (1.0 / 5040.0);
        series = (series * x) + (1.0 / 720.0);
        series = (series * x) + (1.0 / 120.0);
        series = (series * x) + (1.0 / 24.0);
        series = (series * x) + (1.0 / 6.0);
        series = (series * x) + 0.5;
        return x + (x * x * series);
    }
}

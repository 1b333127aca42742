using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>
/// Exponential and logarithm of doubles for kernels, for sums whose terms cancel more than a float has: ILGPU's own are slow
/// or inaccurate. Polynomials and selects, the same text on every device.
/// </summary>
/// <remarks>
/// Errors stay within 4 units of 2^-53 of a result's size, whichever products and sums a compiler fuses. The reduction and
/// the coefficients of the logarithm are those of FreeBSD's msun, e_log.c (Sun Microsystems, 1993).
/// </remarks>
internal static class DeviceDouble
{
    /// <summary>ln(2 pi).</summary>
    public const double LogTwoPi = 1.83787706640934548356;

    /// <summary>ln(2 pi) / 2.</summary>
    public const double HalfLogTwoPi = 0.91893853320467274178;

    // ln 2 in two parts: the first has 33 bits, so that its product with any exponent is exact.
    private const double LogTwoHigh = 6.93147180369123816490e-01;
    private const double LogTwoLow = 1.90821492927058770002e-10;
    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;

    /// <summary>ln x of a normal number, minus infinity at 0; infinity and NaN stay what they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        long bits = (long)Interop.FloatAsInt(x);
        // The shift is arithmetic, so x 2^-exponent lies between sqrt(1/2) and sqrt(2).
        long exponent = (bits - SqrtHalfBits) >> 52;
        double f = Interop.IntAsFloat((ulong)(bits - (exponent << 52))) - 1.0;
        double k = exponent;
        double log = (k * LogTwoHigh) - ((BelowLinear(f) - (k * LogTwoLow)) - f);
        return x == 0.0 ? double.NegativeInfinity : x < double.PositiveInfinity ? log : x;
    }

    /// <summary>f - ln(1 + f) for 1 + f in [sqrt(1/2), sqrt 2]: with <c>s = f / (2 + f)</c> it is <c>s (f - R(s^2))</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double BelowLinear(double f)
    {
        double s = f / (2.0 + f);
        double z = s * s;
        double r = 1.479819860511658591e-01;
        r = (r * z) + 1.531383769920937332e-01;
        r = (r * z) + 1.818357216161805012e-01;
        r = (r * z) + 2.222219843214978396e-01;
        r = (r * z) + 2.857142874366239149e-01;
        r = (r * z) + 3.999999999940941908e-01;
        r = (r * z) + 6.666666666666735130e-01;
        return s * (f - (z * r));
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

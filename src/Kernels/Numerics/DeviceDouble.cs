using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>
/// Elementary functions of doubles for kernels: ILGPU's own are slow or inaccurate. Polynomials and selects, the same text
/// on every device.
/// </summary>
/// <remarks>
/// Source: the reduction and the coefficients of the logarithm are those of FreeBSD's msun, e_log.c (Sun Microsystems, 1993):
/// its error is below one unit in the last place.
/// </remarks>
internal static class DeviceDouble
{
    // ln 2 in two parts: the first has 33 bits, so that its product with any exponent is exact.
    private const double LogTwoHigh = 6.93147180369123816490e-01;
    private const double LogTwoLow = 1.90821492927058770002e-10;
    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;

    /// <summary>ln x of a positive, normal x; infinity and NaN stay what they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        long bits = (long)Interop.FloatAsInt(x);
        // The shift is arithmetic, so x 2^-exponent lies between sqrt(1/2) and sqrt(2).
        long exponent = (bits - SqrtHalfBits) >> 52;
        double f = Interop.IntAsFloat((ulong)(bits - (exponent << 52))) - 1.0;
        double k = exponent;
        double log = (k * LogTwoHigh) - ((BelowLinear(f) - (k * LogTwoLow)) - f);
        return x < double.PositiveInfinity ? log : x;
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
}

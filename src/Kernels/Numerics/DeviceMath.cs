using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>
/// Elementary functions for kernels: polynomials and selects, no branch, no call of the device's own library,
/// so that they vectorise and err alike everywhere.
/// </summary>
/// <remarks>
/// Coefficients come from <c>tools/fit/elementary.py</c>. Errors stay within <see cref="UlpBounds"/> whichever
/// products and sums a compiler fuses; <c>docs/accuracy.md</c> is what was measured. Only a device that flushes
/// subnormal numbers may return 0 for a result below the smallest normal float, or take a subnormal argument
/// for 0. Sums of <c>uint</c> are avoided or widened: ILGPU's OpenCL code adds unsigned numbers as signed ones,
/// whose overflow is undefined.
/// </remarks>
internal static partial class DeviceMath
{
    private const float SmallestNormal = 1.17549435e-38f;

    // ln 2 in two parts: the first has 9 bits, so that its product with any exponent is exact.
    private const float LogTwoHigh = 0.693359375f;
    private const float LogTwoLow = -0.000212194442f;

    /// <summary>tanh x. A polynomial below 5/8, else (1 - t) / (1 + t) with t = exp(-2 |x|): no overflow, no cancellation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x)
    {
        float a = XMath.Abs(x);
        float s = a * a;
        float p = -0.00569229666f;
        p = (p * s) + 0.0206281673f;
        p = (p * s) - 0.0537365153f;
        p = (p * s) + 0.133314058f;
        p = (p * s) - 0.333332807f;
        float small = a + (a * s * p);
        float t = Exp(-2f * a);
        float large = (1f - t) / (1f + t);
        return WithSignOf(x, a < 0.625f ? small : large);
    }

    /// <summary>ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|): the exponential never overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x) => (x > 0f ? x : 0f) + LogOnePlus(Exp(-XMath.Abs(x)));

    /// <summary>1 / (1 + e^-x), as t / (1 + t) with t = e^x where x is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x)
    {
        float t = Exp(-XMath.Abs(x));
        return (x < 0f ? t : 1f) / (1f + t);
    }

    /// <summary>A float's bits. The sign bit makes the number negative, so shifts and comparisons are signed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BitsOf(float x) => (int)Interop.FloatAsInt(x);

    /// <summary>The float of such bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OfBits(int bits) => Interop.IntAsFloat((uint)bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float WithSignOf(float x, float magnitude) =>
        OfBits(BitsOf(magnitude) | (BitsOf(x) & int.MinValue));
}

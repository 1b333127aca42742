using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>The error function family inside a kernel, in single precision.</summary>
/// <remarks>The coefficients are this project's own: <c>tools/fit/error_function.py</c> makes them.</remarks>
internal static class DeviceErrorFunction
{
    // erfc(10.2) is below half the smallest subnormal float.
    private const float ErfcVanishes = 10.2f;

    /// <summary>erf(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Erf(float x)
    {
        float square = x * x;
        float series = 7.87587487e-05f;
        series = (series * square) - 0.00080168643f;
        series = (series * square) + 0.00518908724f;
        series = (series * square) - 0.0268542115f;
        series = (series * square) + 0.112835944f;
        series = (series * square) - 0.37612626f;
        series = (series * square) + 0.128379166f;
        float tail = 1f - Erfc(XMath.Abs(x));
        return square < 1f ? x + (x * series) : x < 0f ? -tail : tail;
    }

    /// <summary>erfc(x), with small relative error where it is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Erfc(float x)
    {
        float magnitude = XMath.Abs(x);
        // Written so that NaN stays NaN.
        magnitude = magnitude > ErfcVanishes ? ErfcVanishes : magnitude;
        float t = (magnitude - 2f) / (magnitude + 2f);
        float scaled = 2.2995684e-05f;
        scaled = (scaled * t) - 0.000370280992f;
        scaled = (scaled * t) - 0.00125095376f;
        scaled = (scaled * t) + 0.00128016807f;
        scaled = (scaled * t) + 0.00863850676f;
        scaled = (scaled * t) - 0.00804737303f;
        scaled = (scaled * t) - 0.0542054176f;
        scaled = (scaled * t) + 0.164053589f;
        scaled = (scaled * t) - 0.166031331f;
        scaled = (scaled * t) - 0.0927639157f;
        scaled = (scaled * t) + 1.27697837f;
        float tail = ExpOfMinusSquare(magnitude) * (scaled / (1f + (2f * magnitude)));
        return x < 0f ? 2f - tail : tail;
    }

    /// <summary>The x with erf(x) = p; NaN outside [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ErfInverse(float p)
    {
        float toEnd = 1f - XMath.Abs(p);
        return Inverse(p, toEnd, (1f - p) * (1f + p));
    }

    /// <summary>The x with erfc(x) = y, as good at 1e-38 as at 1; NaN outside [0, 2].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ErfcInverse(float y)
    {
        float toEnd = y < 1f ? y : 2f - y;
        return Inverse(1f - y, toEnd, toEnd * (2f - toEnd));
    }

    // erf^-1(p) = p f(w), w = -ln(1 - p^2); the two factors of 1 - p^2 are never a difference of close numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Inverse(float p, float toEnd, float oneMinusSquare)
    {
        float w = -DeviceMath.Log(oneMinusSquare);
        float root = XMath.Sqrt(w);
        bool isMiddle = w < 4f;
        bool isTail = w < 16f;
        float t = isMiddle ? w - 2f : isTail ? root - 3f : root - 7f;
        float f = isMiddle ? 6.58160886e-08f : isTail ? -0.000322985288f : 1.26480391e-08f;
        f = (f * t) + (isMiddle ? 2.15595563e-07f : isTail ? 0.000220065296f : -9.2371863e-08f);
        f = (f * t) + (isMiddle ? -4.86393174e-06f : isTail ? 0.00149950141f : 2.99164043e-07f);
        f = (f * t) + (isMiddle ? 7.87219324e-06f : isTail ? -0.00381218689f : -1.3257187e-06f);
        f = (f * t) + (isMiddle ? 0.000215925713f : isTail ? 0.00568241812f : 6.02568616e-06f);
        f = (f * t) + (isMiddle ? -0.00169246504f : isTail ? -0.00757626072f : 5.49692231e-06f);
        f = (f * t) + (isMiddle ? -0.00196813978f : isTail ? 0.00944568496f : -0.000512504368f);
        f = (f * t) + (isMiddle ? 0.249768168f : isTail ? 1.00167024f : 1.00859618f);
        f = (f * t) + (isMiddle ? 1.37721527f : isTail ? 2.83297682f : 6.86901951f);
        return toEnd == 0f ? p * float.PositiveInfinity : p * f;
    }

    // The square of the leading 12 bits is exact; what remains of x^2 is below 0.06, so rounding it costs nothing and a short
    // series has its exponential. A second call of Exp would cost as much as all the rest, see docs/decisions/0014.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ExpOfMinusSquare(float x)
    {
        float leading = Interop.IntAsFloat(Interop.FloatAsInt(x) & 0xFFFFF000u);
        float d = (leading - x) * (leading + x);
        float series = (1f / 120f * d) + (1f / 24f);
        series = (series * d) + (1f / 6f);
        series = (series * d) + 0.5f;
        float power = DeviceMath.Exp(-leading * leading);
        return power + (power * (d + (d * d * series)));
    }
}

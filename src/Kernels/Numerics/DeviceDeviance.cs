using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>The non-negative terms of divergences inside a kernel, without cancellation.</summary>
internal static class DeviceDeviance
{
    /// <summary>a ln(a / x) + x - a, difference = a - x; 0 ln 0 = 0, infinite where x = 0 &lt; a.</summary>
    public static float Value(float a, float x, float difference)
    {
        if (a == 0f)
        {
            return x;
        }

        float v = difference / (a + x);
        if (XMath.Abs(v) < 0.33333334f)
        {
            // ln(a/x) = 2 atanh(v); its first term and x - a join to (a - x) v. Eight terms leave 2^-29.
            float square = v * v;
            float series = 1f / 17f;
            series = (series * square) + (1f / 15f);
            series = (series * square) + (1f / 13f);
            series = (series * square) + (1f / 11f);
            series = (series * square) + (1f / 9f);
            series = (series * square) + (1f / 7f);
            series = (series * square) + (1f / 5f);
            series = (series * square) + (1f / 3f);
            return (difference * v) + (2f * a * v * square * series);
        }

        return (a * LogOfQuotient(a, x)) - difference;
    }

    /// <summary>ln(a / b), also where the quotient leaves the range of normal floats.</summary>
    public static float LogOfQuotient(float a, float b)
    {
        float quotient = a / b;
        bool isNormal = quotient > 1e-37f && quotient < 1e37f;
        return isNormal ? DeviceMath.Log(quotient) : DeviceMath.Log(a) - DeviceMath.Log(b);
    }

    /// <summary>exp(x) - 1 - x.</summary>
    public static float ExpBeyondLinear(float x)
    {
        // Taylor's series up to x^10 / 10!.
        float series = 1f / 3628800f;
        series = (series * x) + (1f / 362880f);
        series = (series * x) + (1f / 40320f);
        series = (series * x) + (1f / 5040f);
        series = (series * x) + (1f / 720f);
        series = (series * x) + (1f / 120f);
        series = (series * x) + (1f / 24f);
        series = (series * x) + (1f / 6f);
        series = (series * x) + 0.5f;
        return XMath.Abs(x) < 0.5f ? series * x * x : DeviceMath.Exp(x) - 1f - x;
    }
}

using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <content>Under the laws of the measure-valued estimators.</content>
internal readonly partial struct ExponentialObjective
{
    private const float RootOfHalfPi = 1.25331414f;
    private const int Panels = 8;

    public static MeasureExpectations Measure(float k, float mean, float standardDeviation)
    {
        float s = standardDeviation;
        float v = k * s * s;
        float shrink = 1f / (1f + (4f * v));
        float b = 4f * k * mean * s * XMath.Sqrt(shrink);
        float odd = b * RootOfHalfPi * DeviceMath.Exp(-2f * k * mean * mean * shrink)
            * DeviceErrorFunction.Erf(0.707106769f * b);
        float plus = Rayleigh(k, mean, s);
        float minus = Rayleigh(k, -mean, s);
        NormalExpectations normal = Expectations(k, mean, s);
        return new MeasureExpectations
        {
            RayleighDifference = 2f * shrink * odd,
            MaxwellDifference = normal.SquareFirst + normal.Square - (2f * Coupled(k * mean * mean, v)),
            RayleighVariances = Rayleigh(2f * k, mean, s) + Rayleigh(2f * k, -mean, s) - (plus * plus) - (minus * minus),
            MaxwellVariances = normal.SquareFirst - (normal.First * normal.First) + normal.Square - (normal.Value * normal.Value),
        };
    }

    // E exp(-k (mean + s W)^2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Rayleigh(float k, float mean, float s)
    {
        float rest = 1f / (1f + (2f * k * s * s));
        float b = 2f * k * mean * s * XMath.Sqrt(rest);
        float tail = DeviceErrorFunction.Erfc(0.707106769f * b) * DeviceMath.Exp(-k * mean * mean * rest);
        return rest * (DeviceMath.Exp(-k * mean * mean) - (b * RootOfHalfPi * tail));
    }

    // E f(x(M)) f(x(r M)), of w = k mean^2 and v = k s^2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Product(float w, float v, float r)
    {
        float rest = 1f / (1f + (2f * v * (1f + (r * r))));
        float shift2 = 4f * w * v * (1f + r) * (1f + r) * rest * rest;
        float exponent = 2f * w * rest * (1f + (v * (1f - r) * (1f - r)));
        return DeviceMath.Exp(-exponent) * XMath.Sqrt(rest) * (rest + shift2);
    }

    // The same over r = N / M, uniform on (0, 1): four nodes of Gauss and Legendre a panel.
    private static float Coupled(float w, float v)
    {
        float sum = 0f;
        for (int panel = 0; panel < Panels; panel++)
        {
            float inner = Product(w, v, (panel + 0.330009478f) / Panels) + Product(w, v, (panel + 0.669990522f) / Panels);
            float outer = Product(w, v, (panel + 0.0694318442f) / Panels) + Product(w, v, (panel + 0.930568156f) / Panels);
            sum += (0.326072577f * inner) + (0.173927423f * outer);
        }

        return sum / Panels;
    }
}

using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>cos(k x)</c>.</summary>
internal readonly partial struct CosineObjective : INormalObjective
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Value(float x, float k) => DeviceMath.Cos(k * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Derivative(float x, float k) => -k * DeviceMath.Sin(k * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SecondDerivative(float x, float k) => -k * k * DeviceMath.Cos(k * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Remainder(float f, float move, DeviceTaylor polynomial) => polynomial.Remainder(f, move);

    // E cos(k x) e^n and E sin(k x) e^n by parts, each from the one before and the other's.
    public static DeviceGradient RemainderSquares(
        float k, float mean, float standardDeviation, NormalExpectations f, DeviceTaylor polynomial)
    {
        float a = k * standardDeviation;
        float decay = DeviceMath.Exp(-0.5f * a * a);
        float s0 = decay * DeviceMath.Sin(k * mean);
        var c = default(NoiseMoments);
        c.N0 = decay * DeviceMath.Cos(k * mean);
        c.N1 = -a * s0;
        float s1 = a * c.N0;
        c.N2 = c.N0 - (a * s1);
        float s2 = s0 + (a * c.N1);
        c.N3 = (2f * c.N1) - (a * s2);
        float s3 = (2f * s1) + (a * c.N2);
        c.N4 = (3f * c.N2) - (a * s3);
        float s4 = (3f * s2) + (a * c.N3);
        c.N5 = (4f * c.N3) - (a * s4);
        float s5 = (4f * s3) + (a * c.N4);
        c.N6 = (5f * c.N4) - (a * s5);
        return polynomial.RemainderSquares(f, c, standardDeviation);
    }

    // E cos(k x) e^n are derivatives of E cos(k x) = exp(-a^2 / 2) cos(k mean) by a = k s; squares have twice the k.
    public static NormalExpectations Expectations(float k, float mean, float standardDeviation)
    {
        float a2 = k * standardDeviation * (k * standardDeviation);
        float decay = DeviceMath.Exp(-0.5f * a2);
        float cosine = decay * DeviceMath.Cos(k * mean);
        float sine = decay * DeviceMath.Sin(k * mean);
        float cosineOfTwice = DeviceMath.Exp(-2f * a2) * DeviceMath.Cos(2f * k * mean);
        float of2 = (1f - (4f * a2)) * cosineOfTwice;
        float of4 = ((16f * a2 * a2) - (16f * a2) + 2f) * cosineOfTwice;
        return new NormalExpectations
        {
            Value = cosine,
            Square = 0.5f * (1f + cosineOfTwice),
            Slope = -k * sine,
            SlopeNoise = -k * k * standardDeviation * cosine,
            First = (1f - a2) * cosine,
            Second = ((a2 * a2) - (4f * a2) + 2f) * cosine,
            SquareFirst = 0.5f * (1f + of2),
            SquareSecond = 0.5f * (2f + of4),
            SlopeSquare = 0.5f * k * k * (1f - cosineOfTwice),
            SlopeSquareNoise = 0.5f * k * k * (1f - of2),
        };
    }
}

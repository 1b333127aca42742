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

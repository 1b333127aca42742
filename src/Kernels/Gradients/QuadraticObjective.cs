using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>(x - k)^2</c>.</summary>
internal readonly partial struct QuadraticObjective : INormalObjective
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Value(float x, float k) => (x - k) * (x - k);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Derivative(float x, float k) => 2f * (x - k);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SecondDerivative(float x, float k) => 2f;

    // It is its own Taylor polynomial.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Remainder(float f, float move, DeviceTaylor polynomial) => 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient RemainderSquares(
        float k, float mean, float standardDeviation, NormalExpectations f, DeviceTaylor polynomial) => default;

    // With d = mean - k, f = (d + s e)^2: polynomials in e, whose even moments are 1, 3, 15, 105.
    public static NormalExpectations Expectations(float k, float mean, float standardDeviation)
    {
        float d = mean - k;
        float d2 = d * d;
        float s2 = standardDeviation * standardDeviation;
        return new NormalExpectations
        {
            Value = d2 + s2,
            Square = (d2 * d2) + (6f * d2 * s2) + (3f * s2 * s2),
            Slope = 2f * d,
            SlopeNoise = 2f * standardDeviation,
            First = d2 + (3f * s2),
            Second = (2f * d2) + (10f * s2),
            SquareFirst = (d2 * d2) + (18f * d2 * s2) + (15f * s2 * s2),
            SquareSecond = (2f * d2 * d2) + (60f * d2 * s2) + (78f * s2 * s2),
            SlopeSquare = 4f * (d2 + s2),
            SlopeSquareNoise = 4f * (d2 + (3f * s2)),
        };
    }
}

using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>exp(-k x^2)</c>.</summary>
internal readonly partial struct ExponentialObjective : INormalObjective
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Value(float x, float k) => DeviceMath.Exp(-k * x * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Derivative(float x, float k) => -2f * k * x * Value(x, k);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SecondDerivative(float x, float k) => ((4f * k * k * x * x) - (2f * k)) * Value(x, k);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Remainder(float f, float move, DeviceTaylor polynomial) => polynomial.Remainder(f, move);

    public static DeviceGradient RemainderSquares(
        float k, float mean, float standardDeviation, NormalExpectations f, DeviceTaylor polynomial)
    {
        float rest = 1f / (1f + (2f * k * standardDeviation * standardDeviation));
        float shift = -2f * k * mean * standardDeviation * rest;
        var noise = default(NoiseMoments);
        noise.N0 = f.Value;
        noise.N1 = shift * noise.N0;
        noise.N2 = (shift * noise.N1) + (rest * noise.N0);
        noise.N3 = (shift * noise.N2) + (2f * rest * noise.N1);
        noise.N4 = (shift * noise.N3) + (3f * rest * noise.N2);
        noise.N5 = (shift * noise.N4) + (4f * rest * noise.N3);
        noise.N6 = (shift * noise.N5) + (5f * rest * noise.N4);
        return polynomial.RemainderSquares(f, noise, standardDeviation);
    }

    // Under the density f^j N / (E f^j) the noise is normal again: N(shift, rest).
    public static NormalExpectations Expectations(float k, float mean, float standardDeviation)
    {
        float s = standardDeviation;
        float growth = 1f + (2f * k * s * s);
        float rest = 1f / growth;
        float weight = DeviceMath.Exp(-k * mean * mean * rest) * XMath.Sqrt(rest);
        float shift = -2f * k * mean * s * rest;
        float shift2 = shift * shift;

        float growthOfSquare = 1f + (4f * k * s * s);
        float restOfSquare = 1f / growthOfSquare;
        float weightOfSquare = DeviceMath.Exp(-2f * k * mean * mean * restOfSquare) * XMath.Sqrt(restOfSquare);
        float shiftOfSquare = -4f * k * mean * s * restOfSquare;
        float shiftOfSquare2 = shiftOfSquare * shiftOfSquare;
        float meanOfSquare = mean * restOfSquare;
        float noise2 = shiftOfSquare2 + restOfSquare;
        float x2 = (meanOfSquare * meanOfSquare) + (s * s * restOfSquare);
        // Two jointly normal numbers: E x^2 e^2 = E x^2 E e^2 + 4 E x E e C + 2 C^2 with their covariance C.
        float covariance = s * restOfSquare;
        float x2Noise2 = (x2 * noise2) + (4f * meanOfSquare * shiftOfSquare * covariance) + (2f * covariance * covariance);
        return new NormalExpectations
        {
            Value = weight,
            Square = weightOfSquare,
            Slope = -2f * k * mean * rest * weight,
            SlopeNoise = -2f * k * weight * ((mean * rest * shift) + (s * rest)),
            First = weight * (shift2 + rest),
            Second = weight * ScoreSquare(shift2, rest),
            SquareFirst = weightOfSquare * noise2,
            SquareSecond = weightOfSquare * ScoreSquare(shiftOfSquare2, restOfSquare),
            SlopeSquare = 4f * k * k * weightOfSquare * x2,
            SlopeSquareNoise = 4f * k * k * weightOfSquare * x2Noise2,
        };
    }

    // E (e^2 - 1)^2 of e ~ N(shift, rest).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float ScoreSquare(float shift2, float rest)
    {
        float excess = shift2 + rest - 1f;
        return (excess * excess) + (4f * shift2 * rest) + (2f * rest * rest);
    }
}

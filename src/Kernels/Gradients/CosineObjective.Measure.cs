using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <content>Under the laws of the measure-valued estimators.</content>
internal readonly partial struct CosineObjective
{
    private const float RootOfHalfPi = 1.25331414f;

    // With a = k s, q = exp(-a^2 / 2): E cos(a W) = 1 - z D(z / 2), z = sqrt(2) a, D Dawson's integral; E sin(a W) = a
    // sqrt(pi/2) q; E cos(a (M - N)) = q and E cos(a (M + N)) = 2 q^4 - q. The law of M is e^2 times that of e: E f(x(M)) =
    // E f e^2.
    public static MeasureExpectations Measure(float k, float mean, float standardDeviation)
    {
        float a = k * standardDeviation;
        float decay = DeviceMath.Exp(-0.5f * a * a);
        float angle = k * mean;
        float cosine = DeviceMath.Cos(angle);
        float sine = DeviceMath.Sin(angle);
        float cosineOfTwice = DeviceMath.Cos(2f * angle);
        float ofSquare = OneMinusRayleighCosine(2f * a);
        float rayleighCosine = cosine * (1f - OneMinusRayleighCosine(a));
        float rayleighSine = sine * (RootOfHalfPi * a * decay);
        NormalExpectations normal = Expectations(k, mean, standardDeviation);
        float squares = normal.SquareFirst + normal.Square;
        return new MeasureExpectations
        {
            RayleighDifference = 2f * sine * sine * ofSquare,
            MaxwellDifference = squares - (2f * decay * sine * sine) - (2f * DeviceMath.Exp(-2f * a * a) * cosineOfTwice),
            RayleighVariances = 1f + (cosineOfTwice * (1f - ofSquare))
                - (2f * ((rayleighCosine * rayleighCosine) + (rayleighSine * rayleighSine))),
            MaxwellVariances = squares - (normal.First * normal.First) - (normal.Value * normal.Value),
        };
    }

    // 1 - E cos(b W).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OneMinusRayleighCosine(float b) => 1.41421354f * b * (float)DeviceDawson.Value(0.70710678118654752 * b);
}

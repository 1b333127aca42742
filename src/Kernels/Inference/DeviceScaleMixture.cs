using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Inference;

/// <summary>A prior of two scales as a kernel needs it: all that does not depend on the weight is worked out on the host.</summary>
/// <remarks>
/// The weighed densities are <c>exp(LogHeight - HalfPrecision x^2)</c> up to a factor; the logarithm of their ratio is
/// <c>LogRatio + RatioSlope x^2</c>, taken together in double before it is rounded, since the two nearly cancel for like laws.
/// </remarks>
internal readonly record struct DeviceScaleMixture(
    float FirstLogHeight,
    float SecondLogHeight,
    float FirstHalfPrecision,
    float SecondHalfPrecision,
    float LogRatio,
    float RatioSlope)
{
    public static DeviceScaleMixture Of(double weight, double firstStandardDeviation, double secondStandardDeviation)
    {
        DeviceGuard.OpenProbability(weight, nameof(weight));
        DeviceGuard.Positive((float)firstStandardDeviation, nameof(firstStandardDeviation));
        DeviceGuard.Positive((float)secondStandardDeviation, nameof(secondStandardDeviation));
        double first = Math.Log(weight / firstStandardDeviation);
        double second = Math.Log((1 - weight) / secondStandardDeviation);
        double firstHalf = 0.5 / (firstStandardDeviation * firstStandardDeviation);
        double secondHalf = 0.5 / (secondStandardDeviation * secondStandardDeviation);
        return new DeviceScaleMixture(
            (float)first, (float)second, (float)firstHalf, (float)secondHalf, (float)(first - second), (float)(secondHalf - firstHalf));
    }

    /// <summary>ln p(x) + ln(2 pi) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float LogDensity(float x)
    {
        float square = x * x;
        float ratio = LogRatio + (RatioSlope * square);
        float first = FirstLogHeight - (FirstHalfPrecision * square);
        float second = SecondLogHeight - (SecondHalfPrecision * square);
        return (ratio > 0f ? first : second) + DeviceMath.LogOnePlus(DeviceMath.Exp(-XMath.Abs(ratio)));
    }

    /// <summary>-d ln p(x) / dx.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Slope(float x)
    {
        float ratio = LogRatio + (RatioSlope * (x * x));
        float first = DeviceMath.Sigmoid(ratio) * FirstHalfPrecision;
        float second = DeviceMath.Sigmoid(-ratio) * SecondHalfPrecision;
        return 2f * x * (first + second);
    }
}

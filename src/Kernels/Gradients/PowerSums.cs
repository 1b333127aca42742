using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary>Sums of the first four powers of <c>g - centre</c>, in double.</summary>
internal readonly struct PowerSums(double sum1, double sum2, double sum3, double sum4)
{
    public readonly double Sum1 = sum1;
    public readonly double Sum2 = sum2;
    public readonly double Sum3 = sum3;
    public readonly double Sum4 = sum4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PowerSums Add(float gradient, double centre)
    {
        double d = gradient - centre;
        double square = d * d;
        return new PowerSums(Sum1 + d, Sum2 + square, Sum3 + (square * d), Sum4 + (square * square));
    }
}

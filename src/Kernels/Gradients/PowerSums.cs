using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary>What the powers are taken about, for each component.</summary>
internal readonly struct Centre(double first, double second)
{
    public readonly double First = first;
    public readonly double Second = second;
}

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

/// <summary>The power sums of both components.</summary>
internal struct GradientSums
{
    public PowerSums First;
    public PowerSums Second;

    /// <summary>Adds the calls of one replicate in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<TSharing>(ReplicateGradients g, Centre centre)
        where TSharing : unmanaged, ISharing
    {
        Add(g.G0, centre);
        if (TSharing.Calls > 1)
        {
            Add(g.G1, centre);
        }

        if (TSharing.Calls > 2)
        {
            Add(g.G2, centre);
            Add(g.G3, centre);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(DeviceGradient g, Centre centre)
    {
        First = First.Add(g.First, centre.First);
        Second = Second.Add(g.Second, centre.Second);
    }
}

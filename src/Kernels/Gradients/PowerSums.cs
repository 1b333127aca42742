using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary>What the powers are taken about, for each component: a float and what it leaves of the number.</summary>
internal readonly struct Centre(double first, double second)
{
    public readonly float First = (float)first;
    public readonly float FirstRest = (float)(first - (float)first);
    public readonly float Second = (float)second;
    public readonly float SecondRest = (float)(second - (float)second);
}

/// <summary>
/// Sums of the first four powers of <c>g - centre</c> over the calls of a replicate or a few, in float: they are rounded as often
/// as the calls themselves, and a double costs a processor two floats.
/// </summary>
/// <remarks>Flat: ILGPU loses a value of a struct within a struct behind a branch (docs/decisions/0025).</remarks>
internal struct GradientSums
{
    public float First1, First2, First3, First4;
    public float Second1, Second2, Second3, Second4;

    /// <summary>Those of the calls of one replicate, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GradientSums Of<TSharing>(ReplicateGradients g, Centre centre)
        where TSharing : unmanaged, ISharing
    {
        GradientSums sums = Of(g.G0, centre);
        if (TSharing.Calls > 1)
        {
            sums.Add(g.G1, centre);
        }

        if (TSharing.Calls > 2)
        {
            sums.Add(g.G2, centre);
            sums.Add(g.G3, centre);
        }

        return sums;
    }

    /// <summary>Adds those of another replicate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(GradientSums other)
    {
        First1 += other.First1;
        First2 += other.First2;
        First3 += other.First3;
        First4 += other.First4;
        Second1 += other.Second1;
        Second2 += other.Second2;
        Second3 += other.Second3;
        Second4 += other.Second4;
    }

    // No sums that begin at 0: a compiler may not leave out a sum with it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static GradientSums Of(DeviceGradient g, Centre centre)
    {
        float first = g.First - centre.First - centre.FirstRest;
        float second = g.Second - centre.Second - centre.SecondRest;
        float firstSquare = first * first;
        float secondSquare = second * second;
        return new GradientSums
        {
            First1 = first,
            First2 = firstSquare,
            First3 = firstSquare * first,
            First4 = firstSquare * firstSquare,
            Second1 = second,
            Second2 = secondSquare,
            Second3 = secondSquare * second,
            Second4 = secondSquare * secondSquare,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(DeviceGradient g, Centre centre)
    {
        float first = g.First - centre.First - centre.FirstRest;
        float second = g.Second - centre.Second - centre.SecondRest;
        float firstSquare = first * first;
        float secondSquare = second * second;
        First1 += first;
        First2 += firstSquare;
        First3 = Fused.MultiplyAdd(firstSquare, first, First3);
        First4 = Fused.MultiplyAdd(firstSquare, firstSquare, First4);
        Second1 += second;
        Second2 += secondSquare;
        Second3 = Fused.MultiplyAdd(secondSquare, second, Second3);
        Second4 = Fused.MultiplyAdd(secondSquare, secondSquare, Second4);
    }
}

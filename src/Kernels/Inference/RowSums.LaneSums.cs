using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>
/// From sixteen lanes to one number. They are stored and read back by a loop whose length is no constant for a compiler: put
/// together in registers, they would be taken in pairs from that end on, in the loop that made them as well, which takes half of
/// the time.
/// </content>
internal static partial class RowSums
{
    // The largest of sixteen numbers or more; NaNs are passed over.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(ArrayView<float> values, int start, int end, ArrayView<float> own, int at)
    {
        // The last sixteen cover those that are left.
        Lanes largest = Lanes.Of(float.NegativeInfinity).Larger(Lanes.Load(values, end - Lanes.Count));
        for (int i = start; i + Lanes.Count <= end; i += Lanes.Count)
        {
            largest = largest.Larger(Lanes.Load(values, i));
        }

        largest.Store(own, at);
        int count = CountOf(start, end);
        float a = own[at], b = own[at + 1], c = own[at + 2], d = own[at + 3];
        for (int k = at + 4; k < at + count; k += 4)
        {
            (a, b, c, d) = (Larger(a, own[k]), Larger(b, own[k + 1]), Larger(c, own[k + 2]), Larger(d, own[k + 3]));
        }

        return Larger(Larger(a, b), Larger(c, d));
    }

    // The sum of sixteen lanes: every fourth, then these.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Lanes terms, ArrayView<float> own, int at, int count)
    {
        terms.Store(own, at);
        float a = own[at], b = own[at + 1], c = own[at + 2], d = own[at + 3];
        for (int k = at + 4; k < at + count; k += 4)
        {
            (a, b, c, d) = (a + own[k], b + own[k + 1], c + own[k + 2], d + own[k + 3]);
        }

        return (a + b) + (c + d);
    }

    // Sixteen, but no constant.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountOf(int start, int end) => end - start < Lanes.Count ? end - start : Lanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Larger(float a, float b) => b > a ? b : a;
}

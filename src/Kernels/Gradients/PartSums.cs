using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// Sums of parts, which work items without a loop make: many, kept as two halves of 32 bits each. An OpenCL compiler for
/// processors chooses the number of lanes by the widest number that a body stores; one double would halve them for every
/// float operation beside it.
/// </summary>
internal static class PartSums
{
    // One work item: one sum of one block, its parts in sixteen running sums that are added at last.
    public static void AddPartsOfBlock(
        Index1D i, int parts, int partsOfBlock, int components, ArrayView<uint> halves, ArrayView<double> sums)
    {
        int block = i / (components * 4);
        int which = i - (block * components * 4);
        int low = (which * parts) + (block * partsOfBlock);
        int high = low + (components * 4 * parts);
        var a = default(FourSums);
        var b = default(FourSums);
        var c = default(FourSums);
        var d = default(FourSums);
        for (int at = 0; at < partsOfBlock; at += 4 * FourSums.Count)
        {
            a = a.Add(halves, low + at, high + at);
            b = b.Add(halves, low + at + 4, high + at + 4);
            c = c.Add(halves, low + at + 8, high + at + 8);
            d = d.Add(halves, low + at + 12, high + at + 12);
        }

        sums[i] = a.Total + b.Total + (c.Total + d.Total);
    }

    /// <summary>Writes a part's sums, each kind to its own stretch, the high halves behind all the low ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(GradientSums added, int components, int part, int parts, ArrayView<uint> halves)
    {
        int toHigh = components * 4 * parts;
        Store(added.First, part, parts, toHigh, halves);
        if (components > 1)
        {
            Store(added.Second, part + (4 * parts), parts, toHigh, halves);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(PowerSums added, int at, int parts, int toHigh, ArrayView<uint> halves)
    {
        Store(added.Sum1, at, toHigh, halves);
        Store(added.Sum2, at + parts, toHigh, halves);
        Store(added.Sum3, at + (2 * parts), toHigh, halves);
        Store(added.Sum4, at + (3 * parts), toHigh, halves);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double sum, int at, int toHigh, ArrayView<uint> halves)
    {
        ulong bits = Interop.FloatAsInt(sum);
        halves[at] = (uint)bits;
        halves[at + toHigh] = (uint)(bits >> 32);
    }

    private readonly struct FourSums(double a, double b, double c, double d)
    {
        public const int Count = 4;

        private readonly double _a = a;
        private readonly double _b = b;
        private readonly double _c = c;
        private readonly double _d = d;

        public double Total => _a + _b + (_c + _d);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public FourSums Add(ArrayView<uint> halves, int low, int high) => new(
            _a + Sum(halves, low, high),
            _b + Sum(halves, low + 1, high + 1),
            _c + Sum(halves, low + 2, high + 2),
            _d + Sum(halves, low + 3, high + 3));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static double Sum(ArrayView<uint> halves, int low, int high) =>
            Interop.IntAsFloat(((ulong)halves[high] << 32) | halves[low]);
    }
}

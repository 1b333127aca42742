using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// Sums of parts, which work items without a loop make: many, kept as floats. An OpenCL compiler for processors chooses the
/// number of lanes by the widest number that a body stores; one double would halve them for every float operation beside it.
/// </summary>
internal static class PartSums
{
    // One work item: one sum of one block, its parts in sixteen running sums that are added at last.
    public static void AddPartsOfBlock(
        Index1D i, int parts, int partsOfBlock, int components, ArrayView<float> partSums, ArrayView<double> sums)
    {
        int block = i / (components * 4);
        int which = i - (block * components * 4);
        int start = (which * parts) + (block * partsOfBlock);
        var a = default(FourSums);
        var b = default(FourSums);
        var c = default(FourSums);
        var d = default(FourSums);
        for (int at = start; at < start + partsOfBlock; at += 4 * FourSums.Count)
        {
            a = a.Add(partSums, at);
            b = b.Add(partSums, at + 4);
            c = c.Add(partSums, at + 8);
            d = d.Add(partSums, at + 12);
        }

        sums[i] = a.Total + b.Total + (c.Total + d.Total);
    }

    /// <summary>Writes a part's sums, each kind to its own stretch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(GradientSums added, int components, int part, int parts, ArrayView<float> partSums)
    {
        partSums[part] = added.First1;
        partSums[part + parts] = added.First2;
        partSums[part + (2 * parts)] = added.First3;
        partSums[part + (3 * parts)] = added.First4;
        if (components > 1)
        {
            partSums[part + (4 * parts)] = added.Second1;
            partSums[part + (5 * parts)] = added.Second2;
            partSums[part + (6 * parts)] = added.Second3;
            partSums[part + (7 * parts)] = added.Second4;
        }
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
        public FourSums Add(ArrayView<float> sums, int at) =>
            new(_a + sums[at], _b + sums[at + 1], _c + sums[at + 2], _d + sums[at + 3]);
    }
}

using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Sums of lanes, which work items with a loop make: few, so that one more loop adds them up.</summary>
internal struct LaneSums
{
    private double _first1, _first2, _first3, _first4;
    private double _second1, _second2, _second3, _second4;

    /// <summary>Adds those of one replicate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(GradientSums replicate)
    {
        _first1 += replicate.First1;
        _first2 += replicate.First2;
        _first3 += replicate.First3;
        _first4 += replicate.First4;
        _second1 += replicate.Second1;
        _second2 += replicate.Second2;
        _second3 += replicate.Second3;
        _second4 += replicate.Second4;
    }

    /// <summary>Writes them, each to its own stretch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(int components, int lane, int lanes, ArrayView<double> sums)
    {
        sums[lane] = _first1;
        sums[lane + lanes] = _first2;
        sums[lane + (2 * lanes)] = _first3;
        sums[lane + (3 * lanes)] = _first4;
        if (components > 1)
        {
            sums[lane + (4 * lanes)] = _second1;
            sums[lane + (5 * lanes)] = _second2;
            sums[lane + (6 * lanes)] = _second3;
            sums[lane + (7 * lanes)] = _second4;
        }
    }

    // One work item: one sum of one block, its lanes added in order.
    public static void AddLanesOfBlock(
        Index1D i, int lanes, int components, ArrayView<double> laneSums, ArrayView<double> sums)
    {
        int block = i / (components * 4);
        int which = i - (block * components * 4);
        double sum = 0;
        for (int lane = 0; lane < GradientSampler.Lanes; lane++)
        {
            sum += laneSums[(which * lanes) + (block * GradientSampler.Lanes) + lane];
        }

        sums[i] = sum;
    }
}

using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Sums of lanes, which work items with a loop make: few, so that one more loop adds them up.</summary>
internal static class LaneSums
{
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

    /// <summary>Writes a lane's sums, each kind to its own stretch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(GradientSums added, int components, int lane, int lanes, ArrayView<double> sums)
    {
        Store(added.First, lane, lanes, sums);
        if (components > 1)
        {
            Store(added.Second, lane + (4 * lanes), lanes, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(PowerSums added, int at, int lanes, ArrayView<double> sums)
    {
        sums[at] = added.Sum1;
        sums[at + lanes] = added.Sum2;
        sums[at + (2 * lanes)] = added.Sum3;
        sums[at + (3 * lanes)] = added.Sum4;
    }
}

using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>What the powers are taken about, for each component.</summary>
internal readonly struct Centre(double first, double second)
{
    public readonly double First = first;
    public readonly double Second = second;
}

/// <summary>Adding up gradients in a fixed order; one compiled kernel for all estimators.</summary>
internal static class LaneSums
{
    // One work item: a lane of a block, read back from memory and added up.
    public static void AddLane<TSharing>(
        Index1D lane,
        int replicates,
        int components,
        int lanes,
        Centre centre,
        ArrayView<float> gradients,
        ArrayView<double> sums)
        where TSharing : unmanaged, ISharing
    {
        int length = GradientSampler.LaneCalls / TSharing.Calls;
        int start = lane * length;
        int second = components > 1 ? replicates : 0;
        int stride = replicates * components;
        var a = default(PowerSums);
        var b = default(PowerSums);
        for (int r = start; r < start + length; r++)
        {
            a = a.Add(gradients[r], centre.First);
            b = b.Add(gradients[r + second], centre.Second);
            if (TSharing.Calls > 1)
            {
                a = a.Add(gradients[r + stride], centre.First);
                b = b.Add(gradients[r + stride + second], centre.Second);
            }

            if (TSharing.Calls > 2)
            {
                a = a.Add(gradients[r + (2 * stride)], centre.First);
                b = b.Add(gradients[r + (2 * stride) + second], centre.Second);
                a = a.Add(gradients[r + (3 * stride)], centre.First);
                b = b.Add(gradients[r + (3 * stride) + second], centre.Second);
            }
        }

        Store(a, b, components, lane, lanes, sums);
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

    /// <summary>Writes a lane's sums, each kind to its own stretch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PowerSums a, PowerSums b, int components, int lane, int lanes, ArrayView<double> sums)
    {
        sums[lane] = a.Sum1;
        sums[lanes + lane] = a.Sum2;
        sums[(2 * lanes) + lane] = a.Sum3;
        sums[(3 * lanes) + lane] = a.Sum4;
        if (components > 1)
        {
            sums[(4 * lanes) + lane] = b.Sum1;
            sums[(5 * lanes) + lane] = b.Sum2;
            sums[(6 * lanes) + lane] = b.Sum3;
            sums[(7 * lanes) + lane] = b.Sum4;
        }
    }
}

using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>
/// One example's way forward: what training and predictions share. A work item's own memory holds, from <c>own</c> on, the hidden
/// numbers [lane], their slopes [lane], a sum's sixteen lanes and the inputs [D].
/// </content>
public static partial class MonteCarloDropoutRegressorKernels
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void DrawMask(
        DropoutRegressorSize size, int example, int threshold, uint stream, int replicate, int number, DeviceKey key,
        ArrayView<int> masks, int mask)
    {
        for (int word = 0; word < size.MaskWords; word++)
        {
            int position = (example * size.MaskWords) + word;
            masks[mask + word] = (int)DeviceBernoulli.Word(threshold, position, stream, replicate, number, key);
        }
    }

    // Inputs and hidden numbers that are left, rescaled, into the work item's memory; returns the output.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Forward(
        DropoutRegressorSize size, int at, int row, float keep, ArrayView<float> data, ArrayView<float> parameters,
        ArrayView<int> masks, int mask, ArrayView<float> memory, int own)
    {
        int inputs = own + (2 * size.Lane) + Lanes.Count;
        for (int d = 0; d < size.Inputs; d++)
        {
            int unit = size.Hidden + d;
            int bit = (masks[mask + (unit >> 5)] >> (unit & 31)) & 1;
            memory[inputs + d] = bit == 0 ? data[row + d] * keep : 0f;
        }

        Lanes products = Lanes.Of(0f);
        for (int h = 0; h < size.Lane; h += Lanes.Count)
        {
            int weight = at + h;
            Lanes sum = Lanes.Load(parameters, at + size.Weights + h);
            for (int d = 0; d < size.Inputs; d++)
            {
                sum = sum.Add(Lanes.Load(parameters, weight), memory[inputs + d]);
                weight += size.Lane;
            }

            Lanes kept = Lanes.Unless(masks[mask + (h >> 5)] >> (h & 16), keep);
            Lanes hidden = Lanes.Of(0f).Larger(sum).Times(kept);
            hidden.Store(memory, own + h);
            products = products.Plus(hidden.Times(Lanes.Load(parameters, weight)));
        }

        products.Store(memory, own + (2 * size.Lane));
        return parameters[at + size.ParameterStride - Lanes.Count] + Sum(memory, own + (2 * size.Lane), size.Lane);
    }

    // The sum of sixteen lanes: every fourth, then these; the loop's length is no constant, see RowSums.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(ArrayView<float> memory, int at, int lane)
    {
        int end = at + (lane < Lanes.Count ? lane : Lanes.Count);
        float a = memory[at], b = memory[at + 1], c = memory[at + 2], d = memory[at + 3];
        for (int k = at + 4; k < end; k += 4)
        {
            (a, b, c, d) = (a + memory[k], b + memory[k + 1], c + memory[k + 2], d + memory[k + 3]);
        }

        return (a + b) + (c + d);
    }
}

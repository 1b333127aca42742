using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>On a processor, rows of fewer than sixteen numbers: sixteen rows at a time, a lane each.</content>
internal static partial class RowSums
{
    // One work item: some sixteens of rows; the last one reaches back to have sixteen.
    private static void SumsOfColumns(
        Index1D worker, int workers, int rows, int width, ArrayView<float> values, ArrayView<float> own, ArrayView<float> sums)
    {
        int blocks = (rows + Lanes.Count - 1) / Lanes.Count;
        for (int block = First(worker, workers, blocks), last = First(worker + 1, workers, blocks); block < last; block++)
        {
            int n = Lanes.Count * (block + 1) <= rows ? Lanes.Count * block : rows - Lanes.Count;
            Lanes top = LargestOfColumns(values, n * width, width);
            top.Store(own, (Own * worker) + Lanes.Kept);
            Lanes others = Lanes.Of(0f);
            Lanes ones = Lanes.Of(-1f);
            for (int k = n * width; k < (n + 1) * width; k++)
            {
                Lanes exponential = Lanes.LoadEvery(values, k, width).Minus(Lanes.Load(own, (Own * worker) + Lanes.Kept)).ExpOfNonPositive(own, Own * worker);
                others = others.Plus(exponential.Map<UnlessOne>());
                ones = ones.Plus(exponential.Map<IfOne>());
            }

            others.Plus(ones).Store(own, Own * worker);
            for (int r = 0; r < Lanes.Count; r++)
            {
                int start = (n + r) * width;
                Keep(values, start, start + width, n + r, rows, own[(Own * worker) + Lanes.Kept + r], own[(Own * worker) + r], sums);
            }
        }
    }

    // One work item: some sixteens of rows.
    private static void SharesOfColumns(
        Index1D worker, int workers, int rows, int width, ArrayView<float> values, ArrayView<float> own, ArrayView<float> shares)
    {
        int blocks = rows / Lanes.Count;
        for (int block = First(worker, workers, blocks), last = First(worker + 1, workers, blocks); block < last; block++)
        {
            int start = Lanes.Count * block * width;
            LargestOfColumns(values, start, width).Store(own, (Own * worker) + Lanes.Kept);
            Lanes sum = Lanes.Of(0f);
            for (int k = start; k < start + width; k++)
            {
                Lanes exponential = Lanes.LoadEvery(values, k, width).Minus(Lanes.Load(own, (Own * worker) + Lanes.Kept)).ExpOfNonPositive(own, Own * worker);
                exponential.StoreEvery(shares, k, width);
                sum = sum.Plus(exponential);
            }

            sum.Map<Reciprocal>().Store(own, Own * worker);
            for (int k = start; k < start + width; k++)
            {
                Lanes.LoadEvery(shares, k, width).Times(Lanes.Load(own, Own * worker)).StoreEvery(shares, k, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes LargestOfColumns(ArrayView<float> values, int start, int width)
    {
        Lanes top = Lanes.LoadEvery(values, start, width);
        for (int k = start + 1; k < start + width; k++)
        {
            top = top.Larger(Lanes.LoadEvery(values, k, width));
        }

        return top;
    }

    private readonly struct Reciprocal : IUnaryFunction
    {
        public static float Of(float x) => 1f / x;
    }
}

using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>
/// On a processor, rows of sixteen numbers or more: a work item goes through some rows, sixteen numbers at a time. A row is read
/// twice, the second time from the cache; its largest first, then the exponentials and their sum.
/// </content>
internal static partial class RowSums
{
    // Sixteen additions in each lane, four among the lanes, then a double: a sum of any length keeps its digits.
    private const int Panel = 16 * Lanes.Count;

    // Numbers that a work item should have at least, so that it outlasts its launch.
    private const int LeastWork = 4096;

    // Floats of a work item's own memory: what an exponential needs, and a panel.
    private const int Own = Lanes.Kept + Panel;

    /// <summary>exp(value) of every number as a share of its row's, where <see cref="ByLanes"/> says so.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="values">Shape [rows, width].</param>
    /// <param name="rows">Number of rows; a multiple of sixteen where they have fewer than sixteen numbers.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <param name="shares">Shape [rows, width], written; it may be the values.</param>
    public static void SharesByLanes(Device device, ArrayView<float> values, int rows, int width, ArrayView<float> shares)
    {
        if (rows == 0)
        {
            return;
        }

        lock (device.Gate)
        {
            RowChunk whole = Prepare(device, rows, width, out int workers, out ArrayView<float> own);
            if (width < Lanes.Count)
            {
                device.Launch(SharesOfColumns, Work.Tiles(workers), workers, rows, width, values, own, shares);
            }
            else if (whole.Parts == 1)
            {
                device.Launch(SharesOfRows, Work.Tiles(workers), workers, rows, width, values, own, shares);
            }
            else
            {
                device.Launch(
                    ExponentialsOfParts, Work.Tiles(workers), workers, rows, whole.Parts, width, values, own, shares, whole.PartialSums);
                Merge(device, whole);
                device.Launch(SharesOfParts, Work.Tiles(workers), workers, rows, whole.Parts, width, whole.PartialSums, whole.Sums, shares);
            }
        }
    }

    private static void SumsByLanes(Device device, ArrayView<float> values, int rows, int width, Action<RowChunk> finish)
    {
        RowChunk whole = Prepare(device, rows, width, out int workers, out ArrayView<float> own);
        if (width < Lanes.Count)
        {
            device.Launch(SumsOfColumns, Work.Tiles(workers), workers, rows, width, values, own, whole.Sums);
        }
        else
        {
            device.Launch(SumsOfParts, Work.Tiles(workers), workers, rows, whole.Parts, width, values, own, whole.PartialSums);
            Merge(device, whole);
        }

        finish(whole);
    }

    private static RowChunk Prepare(Device device, int rows, int width, out int workers, out ArrayView<float> own)
    {
        workers = (int)Math.Clamp((long)rows * width / LeastWork, 1, 8 * Environment.ProcessorCount);
        int parts = Math.Clamp(workers / rows, 1, Math.Max(1, width / LeastWork));
        ArrayView<float> memory = device.Scratch<float>((Own * workers) + SumsLength(rows, parts));
        own = memory.SubView(0, Own * workers);
        return Chunk(memory.SubView(Own * workers, SumsLength(rows, parts)), 0, rows, parts);
    }

    // One work item: some parts of rows, one after the other.
    private static void SumsOfParts(
        Index1D worker, int workers, int rows, int parts, int width, ArrayView<float> values, ArrayView<float> own, ArrayView<float> sums)
    {
        int total = rows * parts;
        for (int part = First(worker, workers, total), last = First(worker + 1, workers, total); part < last; part++)
        {
            int start = Start(part, parts, width);
            int end = Start(part + 1, parts, width);
            float top = Largest(values, start, end, own, Own * worker);
            double others = SumOfOthers(values, start, end, top, own, Own * worker);
            Keep(values, start, end, part, total, top, (float)others, sums);
        }
    }

    // One work item: some rows, one after the other, each summed and divided while it is near.
    private static void SharesOfRows(
        Index1D worker, int workers, int rows, int width, ArrayView<float> values, ArrayView<float> own, ArrayView<float> shares)
    {
        for (int n = First(worker, workers, rows), last = First(worker + 1, workers, rows); n < last; n++)
        {
            int start = n * width;
            int end = start + width;
            float top = Largest(values, start, end, own, Own * worker);
            Exponentials(values, start, end, top, shares, own, Own * worker);
            double sum = SumOf(shares, start, end, own, Own * worker);
            Scale(shares, start, end, 1f / (float)sum);
        }
    }

    // One work item: some parts of rows, one after the other; exponentials are relative to the part's own largest.
    private static void ExponentialsOfParts(
        Index1D worker,
        int workers,
        int rows,
        int parts,
        int width,
        ArrayView<float> values,
        ArrayView<float> own,
        ArrayView<float> exponentials,
        ArrayView<float> sums)
    {
        int total = rows * parts;
        for (int part = First(worker, workers, total), last = First(worker + 1, workers, total); part < last; part++)
        {
            int start = Start(part, parts, width);
            int end = Start(part + 1, parts, width);
            float top = Largest(values, start, end, own, Own * worker);
            Exponentials(values, start, end, top, exponentials, own, Own * worker);
            double sum = SumOf(exponentials, start, end, own, Own * worker);
            // Of a part that holds a NaN the exponentials have one, too: they will do for its values.
            Keep(exponentials, start, end, part, total, top, (float)(sum - 1), sums);
        }
    }

    // One work item: some parts of rows, one after the other.
    private static void SharesOfParts(
        Index1D worker,
        int workers,
        int rows,
        int parts,
        int width,
        ArrayView<float> partialSums,
        ArrayView<float> sums,
        ArrayView<float> exponentials)
    {
        for (int part = First(worker, workers, rows * parts), last = First(worker + 1, workers, rows * parts); part < last; part++)
        {
            int n = part / parts;
            float factor = DeviceMath.Exp(partialSums[part] - sums[n]) / (1f + sums[n + rows]);
            Scale(exponentials, Start(part, parts, width), Start(part + 1, parts, width), factor);
        }
    }

    // The largest of a part or row and the sum over the others; one with a NaN among its terms is in no order with 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(
        ArrayView<float> values, int start, int end, int part, int total, float top, float others, ArrayView<float> sums)
    {
        bool isRegular = IsFinite(top) && others >= 0;
        sums[part] = isRegular ? top : LargestOrNaN(values, start, end, 1);
        sums[part + total] = isRegular ? others : 0f;
    }

    // The sum of exp(value - top) over all values but one that is the largest, to any number of digits: the ones are counted.
    // A sum in the loop of the exponentials would have the compiler look for vectors from the wrong end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SumOfOthers(ArrayView<float> values, int start, int end, float top, ArrayView<float> own, int at)
    {
        double others = 0;
        double ones = -1;
        for (int first = start; first < end; first += Panel)
        {
            int next = first + Panel < end ? first + Panel : end;
            for (int i = first; i < next; i += Lanes.Count)
            {
                int from = i + Lanes.Count <= end ? i : end - Lanes.Count;
                Lanes.Load(values, from).Minus(top).ExpOfNonPositive(own, at).After(Lanes.Of(0f), i - from).Store(own, at + Lanes.Kept + (i - first));
            }

            Lanes panel = Lanes.Of(0f);
            Lanes ties = Lanes.Of(0f);
            for (int i = at + Lanes.Kept, last = i + (next - first); i < last; i += Lanes.Count)
            {
                Lanes exponential = Lanes.Load(own, i);
                panel = panel.Plus(exponential.Map<UnlessOne>());
                ties = ties.Plus(exponential.Map<IfOne>());
            }

            others += Sum(panel, own, at, CountOf(start, end));
            ones += Sum(ties, own, at, CountOf(start, end));
        }

        return others + ones;
    }

    // exp(value - top) of all values. Where the exponentials take the values' place, those that have had their turn are no
    // values any more when the last sixteen cover them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exponentials(
        ArrayView<float> values, int start, int end, float top, ArrayView<float> exponentials, ArrayView<float> own, int at)
    {
        int i = start;
        for (; i + Lanes.Count <= end; i += Lanes.Count)
        {
            Lanes.Load(values, i).Minus(top).ExpOfNonPositive(own, at).Store(exponentials, i);
        }

        if (i < end)
        {
            int from = end - Lanes.Count;
            Lanes before = Lanes.Load(exponentials, from);
            Lanes.Load(values, from).Minus(top).ExpOfNonPositive(own, at).After(before, i - from).Store(exponentials, from);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SumOf(ArrayView<float> exponentials, int start, int end, ArrayView<float> own, int at)
    {
        double sum = 0;
        int i = start;
        while (i + Lanes.Count <= end)
        {
            int next = i + Panel < end ? i + Panel : end;
            Lanes panel = Lanes.Of(0f);
            for (; i + Lanes.Count <= next; i += Lanes.Count)
            {
                panel = panel.Plus(Lanes.Load(exponentials, i));
            }

            sum += Sum(panel, own, at, CountOf(start, end));
        }

        for (; i < end; i++)
        {
            sum += exponentials[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(ArrayView<float> exponentials, int start, int end, float factor)
    {
        int i = start;
        for (; i + Lanes.Count <= end; i += Lanes.Count)
        {
            Lanes.Load(exponentials, i).Times(factor).Store(exponentials, i);
        }

        for (; i < end; i++)
        {
            exponentials[i] *= factor;
        }
    }

    // The first part that is a worker's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(int worker, int workers, int total) => (int)((long)worker * total / workers);

    // Part p of a row has its share of the row's sixteens; the last one has what is left of these as well. A division
    // takes as long as some ten additions of sixteen lanes: a whole row does without.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Start(int part, int parts, int width) => parts == 1
        ? part * width
        : (part / parts * width) + ((int)((long)(part % parts) * (width / Lanes.Count) / parts) * Lanes.Count);

    private readonly struct UnlessOne : IUnaryFunction
    {
        public static float Of(float x) => x == 1f ? 0f : x;
    }

    private readonly struct IfOne : IUnaryFunction
    {
        public static float Of(float x) => x == 1f ? 1f : 0f;
    }
}

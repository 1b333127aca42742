using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>
/// On a processor. Its OpenCL compiler packs neighbouring work items of a straight-line body, and sixteen equal shallow
/// operations inside one; an exponential in a loop over a row is neither. So three passes over rows that stay in the
/// cache: distances from the largest, by sixteens; their exponentials, a work item each; sums, by sixteens.
/// </content>
internal static partial class RowSums
{
    // Sixteen additions in each lane, four among the lanes, then a double: a sum of any length keeps its digits.
    private const int Panel = 16 * Lanes.Count;

    // Numbers that a work item should have at least, so that it outlasts its launch.
    private const int LeastWork = 4096;

    // Numbers that stay in a processor's last cache, 4 MiB, and take longer than a launch by far.
    private const int ChunkLength = 1 << 20;

    // Below this the others are added up apart from the largest.
    private const double LeastOfAll = 1.0 / 64;

    /// <summary>exp(value) of every number as a share of its row's, where <see cref="ByLanes"/> says so.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="values">Shape [rows, width].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <param name="shares">Shape [rows, width], written.</param>
    public static void SharesByLanes(Device device, ArrayView<float> values, int rows, int width, ArrayView<float> shares)
    {
        if (rows > 0)
        {
            lock (device.Gate)
            {
                ForEachChunkByLanes(device, values, rows, width, _ => { }, shares);
            }
        }
    }

    private static int Workers(long numbers) => (int)Math.Clamp(numbers / LeastWork, 1, 8 * Environment.ProcessorCount);

    private static void ForEachChunkByLanes(
        Device device, ArrayView<float> values, int rows, int width, Action<RowChunk> finish, ArrayView<float> shares)
    {
        int most = Math.Clamp(ChunkLength / width, 1, rows);
        int parts = Math.Clamp(Workers((long)most * width) / most, 1, Math.Max(1, width / LeastWork));
        int workers = Workers((long)most * width);
        int kept = shares.Length > 0 ? 0 : most * width;
        ArrayView<float> memory = device.Scratch<float>(kept + (Lanes.Count * workers) + SumsLength(most, parts));
        ArrayView<float> lanes = memory.SubView(kept, Lanes.Count * workers);
        ArrayView<float> sums = memory.SubView(kept + (Lanes.Count * workers), SumsLength(most, parts));
        for (int first = 0; first < rows; first += most)
        {
            int count = Math.Min(most, rows - first);
            RowChunk chunk = Chunk(sums, first, count, parts);
            ArrayView<float> given = values.SubView(first * width, count * width);
            ArrayView<float> made = kept > 0 ? memory.SubView(0, count * width) : shares.SubView(first * width, count * width);
            device.Launch(DistancesOfParts, Work.Tiles(workers), workers, count, parts, width, given, made, lanes, chunk.PartialSums);
            device.Launch(Exponential, count * width, made);
            if (kept == 0 && parts == 1)
            {
                device.Launch(SharesOfRows, Work.Tiles(workers), workers, count, width, made, lanes);
                continue;
            }

            device.Launch(SumsOfParts, Work.Tiles(workers), workers, count, parts, width, given, made, lanes, chunk.PartialSums);
            Merge(device, chunk);
            if (kept == 0)
            {
                device.Launch(SharesOfParts, Work.Tiles(workers), workers, count, parts, width, chunk.PartialSums, chunk.Sums, made);
            }

            finish(chunk);
        }
    }

    // One work item: some parts of rows, one after the other; the largest of each, and how far all lie below it.
    private static void DistancesOfParts(
        Index1D worker,
        int workers,
        int rows,
        int parts,
        int width,
        ArrayView<float> values,
        ArrayView<float> distances,
        ArrayView<float> lanes,
        ArrayView<float> sums)
    {
        for (int part = First(worker, workers, rows * parts), last = First(worker + 1, workers, rows * parts); part < last; part++)
        {
            int start = Start(part, parts, width);
            int end = Start(part + 1, parts, width);
            float top = Largest(values, start, end, lanes, Lanes.Count * worker);
            sums[part] = top;
            int i = start;
            for (; i + Lanes.Count <= end; i += Lanes.Count)
            {
                Lanes.Load(values, i).Minus(top).Store(distances, i);
            }

            for (; i < end; i++)
            {
                distances[i] = values[i] - top;
            }
        }
    }

    // One work item: one exponential.
    private static void Exponential(Index1D i, ArrayView<float> x) => x[i] = DeviceMath.Exp(x[i]);

    // One work item: some parts of rows, one after the other; the sum over all but the largest of each.
    private static void SumsOfParts(
        Index1D worker,
        int workers,
        int rows,
        int parts,
        int width,
        ArrayView<float> values,
        ArrayView<float> exponentials,
        ArrayView<float> lanes,
        ArrayView<float> sums)
    {
        int total = rows * parts;
        for (int part = First(worker, workers, total), last = First(worker + 1, workers, total); part < last; part++)
        {
            int start = Start(part, parts, width);
            int end = Start(part + 1, parts, width);
            double others = Sum(exponentials, start, end, lanes, Lanes.Count * worker) - 1;
            float top = sums[part];
            // A sum with a NaN among its terms is in no order with 0.
            bool isRegular = IsFinite(top) && others > -1;
            sums[part] = isRegular ? top : LargestOrNaN(values, start, end, 1);
            sums[part + total] = !isRegular ? 0f : (float)(others < LeastOfAll ? SumOfOthers(exponentials, start, end) : others);
        }
    }

    // One work item: some rows, one after the other, each summed and divided while it is near.
    private static void SharesOfRows(
        Index1D worker, int workers, int rows, int width, ArrayView<float> exponentials, ArrayView<float> lanes)
    {
        for (int n = First(worker, workers, rows), last = First(worker + 1, workers, rows); n < last; n++)
        {
            int start = n * width;
            double sum = Sum(exponentials, start, start + width, lanes, Lanes.Count * worker);
            Scale(exponentials, start, start + width, 1f / (float)sum);
        }
    }

    // One work item: some parts of rows, one after the other; a part's exponentials are relative to its own largest.
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

    // The largest; NaNs are passed over.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(ArrayView<float> values, int start, int end, ArrayView<float> lanes, int own)
    {
        float top = float.NegativeInfinity;
        int i = start;
        if (end - start >= Lanes.Count)
        {
            // The last sixteen cover those that are left.
            Lanes largest = Lanes.Of(top).Larger(Lanes.Load(values, end - Lanes.Count));
            for (; i + Lanes.Count <= end; i += Lanes.Count)
            {
                largest = largest.Larger(Lanes.Load(values, i));
            }

            // Stores side by side are what the compiler starts from when it looks for vectors.
            largest.Store(lanes, own);
            return largest.Largest();
        }

        for (; i < end; i++)
        {
            top = values[i] > top ? values[i] : top;
        }

        return top;
    }

    // With the largest value's 1 among them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(ArrayView<float> exponentials, int start, int end, ArrayView<float> lanes, int own)
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

            panel.Store(lanes, own);
            sum += panel.Sum();
        }

        for (; i < end; i++)
        {
            sum += exponentials[i];
        }

        return sum;
    }

    // Without the largest value's 1, which would cost small ones their digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SumOfOthers(ArrayView<float> exponentials, int start, int end)
    {
        double sum = 0;
        int ties = -1;
        for (int i = start; i < end; i++)
        {
            bool isTop = exponentials[i] == 1f;
            sum += isTop ? 0f : exponentials[i];
            ties += isTop ? 1 : 0;
        }

        return sum + ties;
    }
}

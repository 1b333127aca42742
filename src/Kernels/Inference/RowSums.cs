using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Inference;

/// <summary>Some rows of a matrix, worked through together.</summary>
/// <param name="First">The first row.</param>
/// <param name="Count">Number of rows.</param>
/// <param name="Parts">Number of parts that each row was cut into.</param>
/// <param name="Sums">The largest value of every row, then for every row the sum over the others of exp(value - largest).</param>
/// <param name="PartialSums">The same of every part.</param>
internal readonly record struct RowChunk(
    int First, int Count, int Parts, ArrayView<float> Sums, ArrayView<float> PartialSums);

/// <summary>
/// The largest value of every row of a matrix and the sum over the others of exp(value - largest): what log-sum-exp,
/// softmax and cross-entropy are made of, for rows of any width.
/// </summary>
/// <remarks>
/// A row that is NaN somewhere has the largest value NaN; where the largest is not finite the sum is 0. Long rows are cut
/// into parts where there are fewer rows than a device works on at once; the parts of a row are put together in their
/// order: the same bits on every run.
/// </remarks>
internal static partial class RowSums
{
    /// <summary>Whether rows of a width are worked through sixteen numbers at a time.</summary>
    public static bool ByLanes(Device device, int rows, int width) =>
        !device.PrefersLoops && (width >= Lanes.Count || (width > 1 && rows >= Lanes.Count));

    /// <summary>Sums all rows, chunk by chunk, and hands every chunk on.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="values">Shape [rows, width], fewer than 2^31 numbers.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Numbers of a row, at least 1.</param>
    /// <param name="finish">Launches what comes after; the chunk's memory is the next one's when it returns.</param>
    public static void ForEachChunk(
        Device device,
        ArrayView<float> values,
        int rows,
        int width,
        Action<RowChunk> finish)
    {
        if (rows == 0)
        {
            return;
        }

        // Launches run in order; the gate keeps those of another thread from coming between.
        lock (device.Gate)
        {
            if (ByLanes(device, rows, width))
            {
                SumsByLanes(device, values, rows, width, finish);
                return;
            }

            int parts = Math.Clamp(width / LeastDealt(device), 1, Math.Max(1, MostItems(device) / rows));
            RowChunk whole = Chunk(device.Scratch<float>(SumsLength(rows, parts)), 0, rows, parts);
            device.Launch(PartOfRow, rows * parts, rows * parts, parts, width, values, whole.PartialSums);
            Merge(device, whole);
            finish(whole);
        }
    }

    // Numbers of a row that a work item takes at least where rows are dealt out. ILGPU's CPU accelerator pays microseconds
    // for every work item.
    private static int LeastDealt(Device device) => device.Kind == DeviceKind.Cpu ? LeastWork : 16;

    // Work items that fill a large GPU.
    private static int MostItems(Device device) => device.Kind == DeviceKind.Cpu ? Environment.ProcessorCount : 1 << 20;

    private static int SumsLength(int rows, int parts) => 2 * rows * (parts == 1 ? 1 : 1 + parts);

    private static RowChunk Chunk(ArrayView<float> memory, int first, int count, int parts)
    {
        ArrayView<float> sums = memory.SubView(0, 2 * count);
        return new RowChunk(
            first, count, parts, sums, parts == 1 ? sums : memory.SubView(2 * count, 2 * count * parts));
    }

    private static void Merge(Device device, RowChunk chunk)
    {
        if (chunk.Parts > 1)
        {
            device.Launch(MergedRow, chunk.Count, chunk.Count, chunk.Parts, chunk.PartialSums, chunk.Sums);
        }
    }

    // One work item: every parts-th number of a row, so that neighbours read neighbours.
    private static void PartOfRow(
        Index1D part, int total, int parts, int width, ArrayView<float> values, ArrayView<float> sums)
    {
        int start = (part.X / parts * width) + (part.X % parts);
        int end = (part.X / parts * width) + width;
        float top = LargestOrNaN(values, start, end, parts);
        double sum = 0;
        int ties = -1;
        for (int i = start; i < end; i += parts)
        {
            bool isTop = values[i] == top;
            sum += isTop ? 0f : DeviceMath.Exp(values[i] - top);
            ties += isTop ? 1 : 0;
        }

        sums[part] = top;
        sums[part + total] = IsFinite(top) ? (float)(sum + ties) : 0f;
    }

    // One work item: the parts of one row.
    private static void MergedRow(Index1D n, int rows, int parts, ArrayView<float> partialSums, ArrayView<float> sums)
    {
        int total = rows * parts;
        int start = n.X * parts;
        float top = LargestOrNaN(partialSums, start, start + parts, 1);
        double sum = 0;
        int ties = -1;
        for (int part = start; part < start + parts; part++)
        {
            bool isTop = partialSums[part] == top;
            float others = partialSums[part + total];
            sum += isTop ? others : DeviceMath.Exp(partialSums[part] - top) * (1.0 + others);
            ties += isTop ? 1 : 0;
        }

        sums[n] = top;
        sums[n + rows] = IsFinite(top) ? (float)(sum + ties) : 0f;
    }

    // A NaN fails every comparison: it takes the place, and then keeps it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LargestOrNaN(ArrayView<float> values, int start, int end, int step)
    {
        float largest = values[start];
        for (int i = start + step; i < end; i += step)
        {
            float value = values[i];
            bool stays = value <= largest || XMath.IsNaN(largest);
            largest = stays ? largest : value;
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFinite(float x) => x > float.NegativeInfinity && x < float.PositiveInfinity;
}

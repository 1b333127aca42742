using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>
/// Which examples stop at a depth, and the rest moved together, so that a layer runs on no other. Active row j is example
/// active[j]; rows keep their order, and no two runs differ.
/// </content>
public static partial class AdaptiveDepthNetworkKernels
{
    private const int RowsOfPart = 256;

    /// <summary>The parts that so many rows make.</summary>
    /// <param name="rows">How many rows.</param>
    /// <returns>How many parts.</returns>
    public static int Parts(int rows) => (rows + RowsOfPart - 1) / RowsOfPart;

    /// <summary>
    /// Stops the rows behind whose depth q(z | x) leaves no more than a threshold: one half, or a uniform number of the example's
    /// own, which makes the depth a draw.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="depth">The depth and what is special about it.</param>
    /// <param name="isDrawn">Whether the threshold is drawn.</param>
    /// <param name="firstElement">The noise's element of example 0.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="halting">Logits of stopping, of every active row; not read at the last depth.</param>
    /// <param name="rows">What the rows are, and where their answers go.</param>
    public static void StopByLaw(
        Device device,
        DepthStop depth,
        bool isDrawn,
        int firstElement,
        DeviceKey key,
        int step,
        ArrayView<float> halting,
        DepthRows rows)
    {
        Check(device, depth, rows);
        DeviceGuard.Length(rows.Active.Length, halting, nameof(halting));
        device.Launch(
            StopRowByLaw, (int)rows.Active.Length, depth, isDrawn ? 1 : 0, firstElement, key, step, halting,
            rows.Active, rows.Found, rows.Goes, rows.Standing, rows.Depths, rows.Answers);
    }

    /// <summary>
    /// Keeps the likeliest pair of depth and label of every row, and stops those that no later depth can change:
    /// <c>ln p(y | x, z) - tau z</c> is at most <c>-tau z</c>.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="depth">The depth and what is special about it.</param>
    /// <param name="tau">What a layer costs.</param>
    /// <param name="rows">What the rows are, and where their answers go.</param>
    public static void StopByMode(Device device, DepthStop depth, float tau, DepthRows rows)
    {
        Check(device, depth, rows);
        device.Launch(
            StopRowByMode, (int)rows.Active.Length, depth, tau,
            rows.Active, rows.Found, rows.Goes, rows.Standing, rows.Depths, rows.Answers);
    }

    /// <summary>Lists the rows that go on, in their order: places among the active rows, and which examples they are.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="goes">1 for a row that goes on, else 0, of every active row.</param>
    /// <param name="active">The active rows' examples.</param>
    /// <param name="counts">Of rows that go on, in each part; written.</param>
    /// <param name="from">Written as far as rows go on.</param>
    /// <param name="next">Written as far as rows go on.</param>
    public static void Compact(
        Device device,
        ArrayView<int> goes,
        ArrayView<int> active,
        ArrayView<int> counts,
        ArrayView<int> from,
        ArrayView<int> next)
    {
        ArgumentNullException.ThrowIfNull(device);
        int parts = Parts((int)goes.Length);
        DeviceGuard.Length(goes.Length, active, nameof(active));
        DeviceGuard.AtLeast(parts, counts.Length, nameof(counts));
        DeviceGuard.AtLeast(goes.Length, from.Length, nameof(from));
        DeviceGuard.AtLeast(goes.Length, next.Length, nameof(next));
        device.Launch(CountOfPart, parts, goes, counts);
        device.Launch(ListOfPart, parts, goes, active, counts, from, next);
    }

    /// <summary>Moves the state of the rows that go on together, and makes their features.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="width">H.</param>
    /// <param name="from">Their places.</param>
    /// <param name="state">h of all rows.</param>
    /// <param name="movedState">h of those that go on, written.</param>
    /// <param name="movedFeatures">relu(h), written.</param>
    public static void Move(
        Device device,
        int width,
        ArrayView<int> from,
        ArrayView<float> state,
        ArrayView<float> movedState,
        ArrayView<float> movedFeatures)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.RowsOf(width, state, nameof(state));
        DeviceGuard.Length(from.Length * width, movedState, nameof(movedState));
        ClassifierNetworkKernels.Gather(device, width, state, from, movedState);
        ActivationKernels.Relu(device, movedState, movedFeatures);
    }

    private static void Check(Device device, DepthStop depth, DepthRows rows)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(rows);
        DeviceGuard.Length(rows.Active.Length * depth.Numbers, rows.Found, nameof(rows.Found));
        DeviceGuard.Length(rows.Active.Length, rows.Goes, nameof(rows.Goes));
        DeviceGuard.Length(rows.Depths.Length, rows.Standing, nameof(rows.Standing));
        DeviceGuard.Length(rows.Depths.Length * depth.Numbers, rows.Answers, nameof(rows.Answers));
    }

    // One work item: one active row.
    private static void StopRowByLaw(
        Index1D j,
        DepthStop depth,
        int isDrawn,
        int firstElement,
        DeviceKey key,
        int step,
        ArrayView<float> halting,
        ArrayView<int> active,
        ArrayView<float> found,
        ArrayView<int> goes,
        ArrayView<float> standing,
        ArrayView<int> depths,
        ArrayView<float> answers)
    {
        int example = active[j];
        float uniform = DeviceNoise.Uniform(firstElement + example, AdaptiveDepthKernels.DepthStream, step, 0, key);
        float threshold = isDrawn != 0 ? uniform : 0.5f;
        float before = depth.Depth > 0 ? standing[example] : 1f;
        float going = before * DeviceMath.Sigmoid(-halting[j]);
        bool stops = (depth.IsLast != 0) | (going <= threshold);
        standing[example] = going;
        goes[j] = stops ? 0 : 1;
        if (stops)
        {
            Answer(j, example, depth, found, depths, answers);
        }
    }

    // One work item: one active row.
    private static void StopRowByMode(
        Index1D j,
        DepthStop depth,
        float tau,
        ArrayView<int> active,
        ArrayView<float> logits,
        ArrayView<int> goes,
        ArrayView<float> standing,
        ArrayView<int> depths,
        ArrayView<float> answers)
    {
        int example = active[j];
        int start = j * depth.Numbers;
        int best = start;
        for (int k = start + 1; k < start + depth.Numbers; k++)
        {
            best = logits[k] > logits[best] ? k : best;
        }

        float others = 0f;
        for (int k = start; k < start + depth.Numbers; k++)
        {
            others += k == best ? 0f : DeviceMath.Exp(logits[k] - logits[best]);
        }

        float score = -DeviceMath.LogOnePlus(others) - (tau * depth.Depth);
        float before = depth.Depth > 0 ? standing[example] : float.NegativeInfinity;
        bool isBetter = score > before;
        float standard = isBetter ? score : before;
        bool stops = (depth.IsLast != 0) | (standard >= -tau * (depth.Depth + 1));
        standing[example] = standard;
        goes[j] = stops ? 0 : 1;
        if (isBetter)
        {
            Answer(j, example, depth, logits, depths, answers);
        }
    }

    private static void Answer(
        int row, int example, DepthStop depth, ArrayView<float> found, ArrayView<int> depths, ArrayView<float> answers)
    {
        depths[example] = depth.Depth;
        for (int k = 0; k < depth.Numbers; k++)
        {
            answers[(example * depth.Numbers) + k] = found[(row * depth.Numbers) + k];
        }
    }

    // One work item: one part of the rows.
    private static void CountOfPart(Index1D i, ArrayView<int> goes, ArrayView<int> counts)
    {
        int end = Math.Min((i + 1) * RowsOfPart, (int)goes.Length);
        int count = 0;
        for (int j = i * RowsOfPart; j < end; j++)
        {
            count += goes[j];
        }

        counts[i] = count;
    }

    // One work item: one part of the rows, behind those of the parts before it.
    private static void ListOfPart(
        Index1D i, ArrayView<int> goes, ArrayView<int> active, ArrayView<int> counts, ArrayView<int> from, ArrayView<int> next)
    {
        int place = 0;
        for (int part = 0; part < i; part++)
        {
            place += counts[part];
        }

        int end = Math.Min((i + 1) * RowsOfPart, (int)goes.Length);
        for (int j = i * RowsOfPart; j < end; j++)
        {
            if (goes[j] != 0)
            {
                from[place] = j;
                next[place] = active[j];
                place++;
            }
        }
    }
}

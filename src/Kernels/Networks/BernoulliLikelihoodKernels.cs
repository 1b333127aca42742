using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>The log-likelihood of pixels on a device, from their log-odds: a row is an image.</summary>
public static partial class BernoulliLikelihoodKernels
{
    /// <summary>sum_d ln p(target[n, d] | logits[n, d]) for every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logits">Shape [N, D].</param>
    /// <param name="target">Shape [N, D], each in [0, 1].</param>
    /// <param name="logLikelihood">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Value(Device device, ArrayView<float> logits, ArrayView<float> target, ArrayView<float> logLikelihood)
    {
        ArgumentNullException.ThrowIfNull(device);
        int rows = (int)logLikelihood.Length;
        DeviceGuard.AtLeastOne(rows, nameof(logLikelihood));
        int width = DeviceGuard.RowWidth(rows, logits, nameof(logits));
        DeviceGuard.Length(logits.Length, target, nameof(target));
        lock (device.Gate)
        {
            if (device.PrefersLoops)
            {
                ArrayView<double> sums = LaunchParts(device, rows, 1, width, logits, target, out int parts);
                device.Launch(TotalOfRow, rows, parts, sums, logLikelihood);
            }
            else
            {
                int workers = DevicePixels.Workers(rows);
                ArrayView<float> own = device.Scratch<float>(workers * DevicePixels.Own);
                device.Launch(TotalsByLanes, Work.Tiles(workers), workers, rows, width, logits, target, own, logLikelihood);
            }
        }
    }

    /// <summary>The derivative of every row's log-likelihood by its logits.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logits">Shape [N, D].</param>
    /// <param name="target">Shape [N, D], each in [0, 1].</param>
    /// <param name="derivative">Shape [N, D], written; it may be the logits.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Derivative(Device device, ArrayView<float> logits, ArrayView<float> target, ArrayView<float> derivative)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(logits.Length, target, nameof(target));
        DeviceGuard.Length(logits.Length, derivative, nameof(derivative));
        device.LaunchForEachPair<Slope>(logits, target, derivative);
    }

    /// <summary>
    /// Every row cut into parts, each summed up by a work item; so many rows after one another share a target. The sums are
    /// scratch, of shape [rows, parts]: whoever calls holds the gate until they are used.
    /// </summary>
    internal static ArrayView<double> LaunchParts(
        Device device, int rows, int sharing, int width, ArrayView<float> logits, ArrayView<float> target, out int parts)
    {
        // A processor's threads have rows enough.
        parts = device.Kind == DeviceKind.Cpu ? 1 : Math.Clamp(width / LeastOfPart, 1, Math.Max(1, MostItems / rows));
        ArrayView<double> sums = device.Scratch<double>(rows * parts);
        device.Launch(SumOfPart, rows * parts, parts, sharing, width, logits, target, sums);
        return sums;
    }

    private const int LeastOfPart = 16;
    private const int MostItems = 1 << 20;

    // One work item: every parts-th pixel of a row, so that neighbours read neighbours.
    private static void SumOfPart(
        Index1D n, int parts, int sharing, int width, ArrayView<float> logits, ArrayView<float> target, ArrayView<double> sums)
    {
        int row = n.X / parts;
        int logit = row * width;
        int pixel = row / sharing * width;
        double sum = 0;
        for (int d = n.X % parts; d < width; d += parts)
        {
            sum += DevicePixels.LogMass(logits[logit + d], target[pixel + d]);
        }

        sums[n] = sum;
    }

    // One work item: the parts of one row.
    private static void TotalOfRow(Index1D row, int parts, ArrayView<double> sums, ArrayView<float> logLikelihood) =>
        logLikelihood[row] = (float)DevicePixels.Total(sums, row.X * parts, parts);

    // One work item: some rows, sixteen pixels at a time.
    private static void TotalsByLanes(
        Index1D worker,
        int workers,
        int rows,
        int width,
        ArrayView<float> logits,
        ArrayView<float> target,
        ArrayView<float> own,
        ArrayView<float> logLikelihood)
    {
        int at = worker.X * DevicePixels.Own;
        for (int row = worker; row < rows; row += workers)
        {
            logLikelihood[row] = (float)DevicePixels.OfRow(logits, row * width, target, row * width, width, own, at);
        }
    }

    private readonly struct Slope : IBinaryFunction
    {
        public static float Of(float x, float y) => DevicePixels.Slope(x, y);
    }
}

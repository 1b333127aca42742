using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>How good predictive probabilities are, on a device.</summary>
/// <remarks>
/// Rows are dealt out to parts, each of which sums its own in double; then the parts are summed in their order: the same
/// bits on every run, and one float at the end.
/// </remarks>
public static class CalibrationKernels
{
    private const int PartsOfGpu = 256;
    private const int PartsOfProcessor = 64;

    private interface IScore
    {
        static abstract double Of(ArrayView<float> probabilities, int start, int classes, int label);
    }

    /// <summary><c>(1/N) sum_n ln probabilities[n, labels[n]]</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="labels">Shape [N], each from 0 to K - 1; at least one.</param>
    /// <param name="logLikelihood">Shape [1], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no labels.</exception>
    public static void LogLikelihood(
        Device device, ArrayView<float> probabilities, ArrayView<int> labels, ArrayView<float> logLikelihood) =>
        Mean<LogProbability>(device, probabilities, labels, logLikelihood, nameof(logLikelihood));

    /// <summary><c>(1/N) sum_n sum_k (probabilities[n, k] - [k = labels[n]])^2</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="labels">Shape [N], each from 0 to K - 1; at least one.</param>
    /// <param name="score">Shape [1], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no labels.</exception>
    public static void BrierScore(
        Device device, ArrayView<float> probabilities, ArrayView<int> labels, ArrayView<float> score) =>
        Mean<SquaredDistance>(device, probabilities, labels, score, nameof(score));

    /// <summary><c>(1/N) sum_b |sum over bin b of (right[n] - confidence[n])|</c>, bin b of confidences in (b / bins, (b + 1) / bins].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="bins">At least 1.</param>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="labels">Shape [N], each from 0 to K - 1; at least one.</param>
    /// <param name="error">Shape [1], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no labels, or no bins.</exception>
    public static void ExpectedCalibrationError(
        Device device, int bins, ArrayView<float> probabilities, ArrayView<int> labels, ArrayView<float> error)
    {
        int classes = Check(device, probabilities, labels, error, nameof(error));
        DeviceGuard.AtLeastOne(bins, nameof(bins));
        int rows = (int)labels.Length;
        int parts = Parts(device, rows);
        lock (device.Gate)
        {
            // Bins of a part lie together; every row's excess and bin stand behind all of them.
            ArrayView<double> memory = device.Scratch<double>((parts * bins) + (2 * rows));
            ArrayView<double> sums = memory.SubView(0, parts * bins);
            ArrayView<double> excess = memory.SubView(parts * bins, rows);
            ArrayView<double> bin = memory.SubView((parts * bins) + rows, rows);
            device.Launch(ExcessOfRow, rows, classes, bins, probabilities, labels, excess, bin);
            device.Launch(BinOfPart, parts * bins, rows, parts, bins, excess, bin, sums);
            device.Launch(ErrorOfBins, 1, rows, parts, bins, sums, error);
        }
    }

    private static void Mean<TScore>(
        Device device, ArrayView<float> probabilities, ArrayView<int> labels, ArrayView<float> mean, string name)
        where TScore : IScore
    {
        int classes = Check(device, probabilities, labels, mean, name);
        int rows = (int)labels.Length;
        int parts = Parts(device, rows);
        lock (device.Gate)
        {
            ArrayView<double> sums = device.Scratch<double>(parts);
            device.Launch(SumOfPart<TScore>, parts, rows, parts, classes, probabilities, labels, sums);
            device.Launch(MeanOfParts, 1, rows, parts, sums, mean);
        }
    }

    private static int Check(
        Device device, ArrayView<float> probabilities, ArrayView<int> labels, ArrayView<float> result, string name)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(labels.Length, nameof(labels));
        DeviceGuard.Length(1, result, name);
        return DeviceGuard.RowWidth(labels.Length, probabilities, nameof(probabilities));
    }

    private static int Parts(Device device, int rows) => Math.Min(rows, device.Kind switch
    {
        DeviceKind.Cpu => 1,
        DeviceKind.OpenClCpu => PartsOfProcessor,
        _ => PartsOfGpu,
    });

    // One work item: the scores of every parts-th row.
    private static void SumOfPart<TScore>(
        Index1D part,
        int rows,
        int parts,
        int classes,
        ArrayView<float> probabilities,
        ArrayView<int> labels,
        ArrayView<double> sums)
        where TScore : IScore
    {
        double sum = 0;
        for (int n = part; n < rows; n += parts)
        {
            sum += TScore.Of(probabilities, n * classes, classes, labels[n]);
        }

        sums[part] = sum;
    }

    // One work item in all.
    private static void MeanOfParts(Index1D i, int rows, int parts, ArrayView<double> sums, ArrayView<float> mean)
    {
        double sum = 0;
        for (int part = 0; part < parts; part++)
        {
            sum += sums[part];
        }

        mean[i] = (float)(sum / rows);
    }

    // One work item: one row. A float times a number of bins is exact in double, and so is the side of an edge.
    private static void ExcessOfRow(
        Index1D n,
        int classes,
        int bins,
        ArrayView<float> probabilities,
        ArrayView<int> labels,
        ArrayView<double> excess,
        ArrayView<double> bin)
    {
        int start = n.X * classes;
        float confidence = probabilities[start];
        int first = 0;
        for (int k = 1; k < classes; k++)
        {
            float p = probabilities[start + k];
            first = p > confidence ? k : first;
            confidence = p > confidence ? p : confidence;
        }

        double place = (double)confidence * bins;
        int whole = (int)place;
        int below = whole == place ? whole - 1 : whole;
        excess[n] = (first == labels[n] ? 1.0 : 0.0) - confidence;
        bin[n] = below < bins ? below : bins - 1;
    }

    // One work item: one bin of every parts-th row.
    private static void BinOfPart(
        Index1D item, int rows, int parts, int bins, ArrayView<double> excess, ArrayView<double> bin, ArrayView<double> sums)
    {
        int own = item.X % bins;
        double sum = 0;
        for (int n = item.X / bins; n < rows; n += parts)
        {
            sum += bin[n] == own ? excess[n] : 0.0;
        }

        sums[item] = sum;
    }

    // One work item in all.
    private static void ErrorOfBins(Index1D i, int rows, int parts, int bins, ArrayView<double> sums, ArrayView<float> error)
    {
        double all = 0;
        for (int b = 0; b < bins; b++)
        {
            double sum = 0;
            for (int part = 0; part < parts; part++)
            {
                sum += sums[(part * bins) + b];
            }

            all += XMath.Abs(sum);
        }

        error[i] = (float)(all / rows);
    }

    private readonly struct LogProbability : IScore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Of(ArrayView<float> probabilities, int start, int classes, int label) =>
            DeviceMath.Log(probabilities[start + label]);
    }

    private readonly struct SquaredDistance : IScore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Of(ArrayView<float> probabilities, int start, int classes, int label)
        {
            double sum = 0;
            for (int k = 0; k < classes; k++)
            {
                double p = probabilities[start + k];
                double distance = k == label ? 1.0 - p : p;
                sum += distance * distance;
            }

            return sum;
        }
    }
}

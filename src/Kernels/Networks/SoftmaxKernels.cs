using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>Class probabilities from logits, and what they cost, on a device.</summary>
public static partial class SoftmaxKernels
{
    // Classes of a row from which on they are dealt out to several work items.
    private const int LeastDealt = 32;
    private const int LeastDealtOnCpu = 8192;

    /// <summary>exp(logits[n, k]) / sum_j exp(logits[n, j]) for every row n and class k.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">N, the number of rows.</param>
    /// <param name="logits">Shape [N, K].</param>
    /// <param name="probabilities">Shape [N, K], written; it may be the logits.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Probabilities(
        Device device, int rows, ArrayView<float> logits, ArrayView<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(0, rows, nameof(rows));
        int classes = DeviceGuard.RowWidth(rows, logits, nameof(logits));
        DeviceGuard.Length(logits.Length, probabilities, nameof(probabilities));
        if (RowSums.ByLanes(device, rows, classes))
        {
            int rest = classes < Lanes.Count ? rows % Lanes.Count : 0;
            int from = (rows - rest) * classes;
            RowSums.SharesByLanes(device, logits, rows - rest, classes, probabilities);
            if (rest > 0)
            {
                device.Launch(
                    ProbabilitiesOfRow, rest, classes, logits.SubView(from, rest * classes), probabilities.SubView(from, rest * classes));
            }
        }
        else if (classes < (device.Kind == DeviceKind.Cpu ? LeastDealtOnCpu : LeastDealt))
        {
            device.Launch(ProbabilitiesOfRow, rows, classes, logits, probabilities);
        }
        else
        {
            RowSums.ForEachChunk(device, logits, rows, classes, chunk => device.Launch(
                Probability, rows * classes, rows, classes, chunk.Sums, logits, probabilities));
        }
    }

    /// <summary>-ln of row n's probability of label[n], for every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logits">Shape [N, K].</param>
    /// <param name="label">Shape [N], each from 0 to K - 1.</param>
    /// <param name="crossEntropy">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void CrossEntropy(
        Device device, ArrayView<float> logits, ArrayView<int> label, ArrayView<float> crossEntropy)
    {
        ArgumentNullException.ThrowIfNull(device);
        int classes = DeviceGuard.RowWidth(label.Length, logits, nameof(logits));
        DeviceGuard.Length(label.Length, crossEntropy, nameof(crossEntropy));
        RowSums.ForEachChunk(device, logits, (int)label.Length, classes, chunk => device.Launch(
            CrossEntropyOfRow,
            chunk.Count,
            chunk.Count,
            classes,
            chunk.Sums,
            logits.SubView(chunk.First * classes, chunk.Count * classes),
            label.SubView(chunk.First, chunk.Count),
            crossEntropy.SubView(chunk.First, chunk.Count)));
    }

    // One work item: one row; exponentials are kept where the probabilities will stand.
    private static void ProbabilitiesOfRow(
        Index1D n, int classes, ArrayView<float> logits, ArrayView<float> probabilities)
    {
        int start = n.X * classes;
        float largest = logits[start];
        for (int k = start + 1; k < start + classes; k++)
        {
            largest = logits[k] > largest ? logits[k] : largest;
        }

        double sum = 0;
        for (int k = start; k < start + classes; k++)
        {
            float exponential = DeviceMath.Exp(logits[k] - largest);
            probabilities[k] = exponential;
            sum += exponential;
        }

        float total = (float)sum;
        for (int k = start; k < start + classes; k++)
        {
            probabilities[k] = probabilities[k] / total;
        }
    }

    // One work item: one probability.
    private static void Probability(
        Index1D i, int rows, int classes, ArrayView<float> sums, ArrayView<float> logits, ArrayView<float> probabilities)
    {
        int n = i.X / classes;
        probabilities[i] = DeviceMath.Exp(logits[i] - sums[n]) / (1f + sums[n + rows]);
    }

    // One work item: one row.
    private static void CrossEntropyOfRow(
        Index1D n,
        int rows,
        int classes,
        ArrayView<float> sums,
        ArrayView<float> logits,
        ArrayView<int> label,
        ArrayView<float> crossEntropy)
    {
        float behind = sums[n] - logits[(n.X * classes) + label[n]];
        crossEntropy[n] = behind + DeviceMath.LogOnePlus(sums[n + rows]);
    }
}

using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>Class probabilities from logits, and what they cost, on a device.</summary>
public static class SoftmaxKernels
{
    /// <summary>exp(logits[n, k]) / sum_j exp(logits[n, j]) for every row n and class k.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">N, the number of rows.</param>
    /// <param name="logits">Shape [N, K].</param>
    /// <param name="probabilities">Shape [N, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Probabilities(
        Device device, int rows, ArrayView<float> logits, ArrayView<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(0, rows, nameof(rows));
        int classes = DeviceGuard.RowWidth(rows, logits, nameof(logits));
        DeviceGuard.Length(logits.Length, probabilities, nameof(probabilities));
        device.Launch(ProbabilitiesOfRow, rows, classes, logits, probabilities);
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
        device.Launch(CrossEntropyOfRow, (int)label.Length, classes, logits, label, crossEntropy);
    }

    // One work item: one row; exponentials are kept where the probabilities will stand.
    private static void ProbabilitiesOfRow(
        Index1D n, int classes, ArrayView<float> logits, ArrayView<float> probabilities)
    {
        int start = n.X * classes;
        float largest = logits[DeviceLogSumExp.IndexOfLargest(logits, start, classes)];
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

    // One work item: one row.
    private static void CrossEntropyOfRow(
        Index1D n, int classes, ArrayView<float> logits, ArrayView<int> label, ArrayView<float> crossEntropy)
    {
        int start = n.X * classes;
        int largest = DeviceLogSumExp.IndexOfLargest(logits, start, classes);
        float behind = logits[largest] - logits[start + label[n]];
        crossEntropy[n] = behind + DeviceLogSumExp.LogOfSumOverLargest(logits, start, classes, largest);
    }
}

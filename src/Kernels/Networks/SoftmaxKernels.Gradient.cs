using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <content>The derivative of the cross-entropy.</content>
public static partial class SoftmaxKernels
{
    /// <summary>The derivative of row n's cross-entropy by its logits, for every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logits">Shape [N, K].</param>
    /// <param name="label">Shape [N], each from 0 to K - 1.</param>
    /// <param name="gradient">Shape [N, K], written; it may be the logits.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void CrossEntropyGradient(
        Device device, ArrayView<float> logits, ArrayView<int> label, ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        int classes = DeviceGuard.RowWidth(label.Length, logits, nameof(logits));
        DeviceGuard.Length(logits.Length, gradient, nameof(gradient));
        device.Launch(GradientOfRow, (int)label.Length, classes, logits, label, gradient);
    }

    // One work item: one row; exponentials are kept where the derivatives will stand. At the label it is the sum of the
    // others: a probability less 1 would have lost its digits.
    private static void GradientOfRow(
        Index1D n, int classes, ArrayView<float> logits, ArrayView<int> label, ArrayView<float> gradient)
    {
        int start = n.X * classes;
        int labelled = start + label[n];
        float largest = logits[start];
        for (int k = start + 1; k < start + classes; k++)
        {
            largest = logits[k] > largest ? logits[k] : largest;
        }

        double own = 0;
        double others = 0;
        for (int k = start; k < start + classes; k++)
        {
            float exponential = DeviceMath.Exp(logits[k] - largest);
            gradient[k] = exponential;
            own = k == labelled ? exponential : own;
            others += k == labelled ? 0 : exponential;
        }

        double total = own + others;
        for (int k = start; k < start + classes; k++)
        {
            double share = k == labelled ? -others : gradient[k];
            gradient[k] = (float)(share / total);
        }
    }
}

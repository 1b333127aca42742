using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <summary>What a network needs to be a classifier on a device: its batch, its loss, its class probabilities.</summary>
public static class ClassifierNetworkKernels
{
    /// <summary>Copies the rows at some places; a place of -1 makes a row of zeros.</summary>
    internal static void Gather(Device device, int features, ArrayView<float> images, ArrayView<int> places, ArrayView<float> rows)
    {
        if (device.PrefersLoops)
        {
            device.Launch(GatherOne, (int)rows.Length, features, images, places, rows);
        }
        else
        {
            // A division for every number takes a processor longer than the number.
            device.Launch(GatherRow, Work.Tiles((int)rows.Length / features), features, images, places, rows);
        }
    }

    /// <summary>
    /// The log-likelihood of every example's label and the derivative of minus it by the logits, times a factor; what it is
    /// and whether the likeliest class is wrong is also added to running sums.
    /// </summary>
    internal static void Loss(
        Device device,
        int classes,
        float factor,
        ArrayView<float> logits,
        ArrayView<int> places,
        ArrayView<int> labels,
        ArrayView<float> gradient,
        ArrayView<double> logLikelihood,
        ArrayView<double> runningLogLikelihood,
        ArrayView<double> runningErrors) => device.Launch(
        LossOfRow, (int)logLikelihood.Length, classes, factor, logits, places, labels, gradient, logLikelihood,
        runningLogLikelihood, runningErrors);

    /// <summary>Class probabilities of every row, into the places of one member of an ensemble, [B, M, K].</summary>
    internal static void MemberProbabilities(
        Device device, int rows, int classes, int members, int member, ArrayView<float> logits, ArrayView<float> probabilities) =>
        device.Launch(MemberProbabilitiesOfRow, rows, classes, members, member, logits, probabilities);

    // One work item: one number of one example.
    private static void GatherOne(
        Index1D i, int features, ArrayView<float> images, ArrayView<int> places, ArrayView<float> rows)
    {
        int b = i.X / features;
        int place = places[b];
        rows[i] = place < 0 ? 0f : images[((long)place * features) + (i.X - (b * features))];
    }

    // One work item: one row, its numbers in a loop.
    private static void GatherRow(
        Index1D b, int features, ArrayView<float> images, ArrayView<int> places, ArrayView<float> rows)
    {
        int place = places[b];
        long from = (long)place * features;
        int to = b.X * features;
        for (int k = 0; k < features; k++)
        {
            rows[to + k] = place < 0 ? 0f : images[from + k];
        }
    }

    // One work item: one example; exponentials are kept where the derivatives will stand. At the label the derivative is the
    // sum of the others: a probability less 1 would have lost its digits.
    private static void LossOfRow(
        Index1D b,
        int classes,
        float factor,
        ArrayView<float> logits,
        ArrayView<int> places,
        ArrayView<int> labels,
        ArrayView<float> gradient,
        ArrayView<double> logLikelihood,
        ArrayView<double> runningLogLikelihood,
        ArrayView<double> runningErrors)
    {
        int start = b.X * classes;
        int labelled = start + labels[places[b]];
        int largest = start;
        for (int k = start + 1; k < start + classes; k++)
        {
            largest = logits[k] > logits[largest] ? k : largest;
        }

        float top = logits[largest];
        double own = 0;
        double others = 0;
        double behind = 0;
        for (int k = start; k < start + classes; k++)
        {
            float exponential = DeviceMath.Exp(logits[k] - top);
            gradient[k] = exponential;
            own = k == labelled ? exponential : own;
            others += k == labelled ? 0f : exponential;
            behind += k == largest ? 0f : exponential;
        }

        double perTotal = factor / (own + others);
        for (int k = start; k < start + classes; k++)
        {
            double share = k == labelled ? -others : gradient[k];
            gradient[k] = (float)(share * perTotal);
        }

        double value = (double)(logits[labelled] - top) - DeviceMath.LogOnePlus((float)behind);
        logLikelihood[b] = value;
        runningLogLikelihood[b] += value;
        runningErrors[b] += largest == labelled ? 0.0 : 1.0;
    }

    // One work item: one example.
    private static void MemberProbabilitiesOfRow(
        Index1D b, int classes, int members, int member, ArrayView<float> logits, ArrayView<float> probabilities)
    {
        int from = b.X * classes;
        int to = ((b.X * members) + member) * classes;
        float largest = logits[from];
        for (int k = 1; k < classes; k++)
        {
            largest = logits[from + k] > largest ? logits[from + k] : largest;
        }

        double sum = 0;
        for (int k = 0; k < classes; k++)
        {
            float exponential = DeviceMath.Exp(logits[from + k] - largest);
            probabilities[to + k] = exponential;
            sum += exponential;
        }

        float total = (float)sum;
        for (int k = 0; k < classes; k++)
        {
            probabilities[to + k] = probabilities[to + k] / total;
        }
    }
}

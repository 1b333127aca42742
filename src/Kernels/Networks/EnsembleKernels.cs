using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Probability;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>Predictions of an ensemble for many inputs at once on a device.</summary>
public static class EnsembleKernels
{
    /// <summary>The mean prediction of every input n, its entropy and the mutual information of class and member.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="classes">K, the number of classes.</param>
    /// <param name="probabilities">Shape [N, M, K].</param>
    /// <param name="mean">Shape [N, K], written.</param>
    /// <param name="entropy">Shape [N], written.</param>
    /// <param name="mutualInformation">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no classes.</exception>
    public static void Predictive(
        Device device,
        int classes,
        ArrayView<float> probabilities,
        ArrayView<float> mean,
        ArrayView<float> entropy,
        ArrayView<float> mutualInformation)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(classes, nameof(classes));
        DeviceGuard.Length(entropy.Length * classes, mean, nameof(mean));
        DeviceGuard.Length(entropy.Length, mutualInformation, nameof(mutualInformation));
        int members = DeviceGuard.RowWidth(mean.Length, probabilities, nameof(probabilities));
        device.Launch(
            PredictiveOfInput, (int)entropy.Length, members, classes, probabilities, mean, entropy, mutualInformation);
    }

    // One work item: one input. Divergences are taken from the mean as it is stored: they are flat there, so that its
    // rounding enters them squared.
    private static void PredictiveOfInput(
        Index1D n,
        int members,
        int classes,
        ArrayView<float> probabilities,
        ArrayView<float> mean,
        ArrayView<float> entropy,
        ArrayView<float> mutualInformation)
    {
        int start = n.X * members * classes;
        double divergence = 0;
        for (int k = 0; k < classes; k++)
        {
            double sum = 0;
            for (int m = 0; m < members; m++)
            {
                sum += probabilities[start + (m * classes) + k];
            }

            float average = (float)(sum / members);
            for (int m = 0; m < members; m++)
            {
                float p = probabilities[start + (m * classes) + k];
                divergence += DeviceDeviance.Value(p, average, p - average);
            }

            mean[(n.X * classes) + k] = average;
        }

        entropy[n] = (float)DeviceEntropy.OfRow(mean, n.X * classes, classes);
        mutualInformation[n] = (float)(divergence / members);
    }
}

using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>Variances of many discrete laws, and of many linear combinations, at once on a device.</summary>
public static class VarianceKernels
{
    /// <summary>sum_k probabilities[n, k] (values[n, k] - mean)^2 for every law n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="values">Shape [N, K].</param>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Discrete(
        Device device, ArrayView<float> values, ArrayView<float> probabilities, ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(variance.Length, values, nameof(values));
        DeviceGuard.Length(values.Length, probabilities, nameof(probabilities));
        device.Launch(DiscreteOfRow, (int)variance.Length, width, values, probabilities, variance);
    }

    /// <summary>V[alpha[i] X + beta[i] Y] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="varianceX">Shape [N].</param>
    /// <param name="varianceY">Shape [N].</param>
    /// <param name="covariance">Shape [N].</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LinearCombination(
        Device device,
        ArrayView<float> alpha,
        ArrayView<float> beta,
        ArrayView<float> varianceX,
        ArrayView<float> varianceY,
        ArrayView<float> covariance,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(alpha.Length, varianceX, nameof(varianceX));
        DeviceGuard.Length(alpha.Length, varianceY, nameof(varianceY));
        DeviceGuard.Length(alpha.Length, covariance, nameof(covariance));
        DeviceGuard.Length(alpha.Length, variance, nameof(variance));
        device.Launch(
            LinearCombinationOfOne, (int)alpha.Length, alpha, beta, varianceX, varianceY, covariance, variance);
    }

    // One work item: one law, read twice; deviations and their squares in double, so that no offset costs digits.
    private static void DiscreteOfRow(
        Index1D n, int width, ArrayView<float> values, ArrayView<float> probabilities, ArrayView<float> variance)
    {
        int start = n.X * width;
        double mean = DeviceDiscreteLaw.Mean(values, probabilities, start, width);
        double sum = 0;
        for (int k = start; k < start + width; k++)
        {
            double deviation = values[k] - mean;
            sum += probabilities[k] * deviation * deviation;
        }

        variance[n] = (float)sum;
    }

    // One work item: one variance; in double, because the terms may cancel.
    private static void LinearCombinationOfOne(
        Index1D i,
        ArrayView<float> alpha,
        ArrayView<float> beta,
        ArrayView<float> varianceX,
        ArrayView<float> varianceY,
        ArrayView<float> covariance,
        ArrayView<float> variance)
    {
        double a = alpha[i];
        double b = beta[i];
        double sum = (a * a * varianceX[i]) + (b * b * varianceY[i]) + (2 * a * b * covariance[i]);
        variance[i] = sum > 0 ? (float)sum : 0f;
    }
}

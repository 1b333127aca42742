using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>Normal laws of several coordinates, in double.</content>
public static partial class KullbackLeiblerKernels
{
    /// <summary>KL(N(mean[m], covariance[m]) || N(otherMean[m], otherCovariance[m])) for every m.</summary>
    /// <remarks>Where a covariance is not positive definite, the divergence is NaN.</remarks>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The coordinates n of a law.</param>
    /// <param name="mean">Shape [N, n].</param>
    /// <param name="covariance">Shape [N, n, n].</param>
    /// <param name="otherMean">Shape [N, n].</param>
    /// <param name="otherCovariance">Shape [N, n, n].</param>
    /// <param name="ratio">Shape [N, n, n], written: with the factors L and K, <c>K^-1 (L - K)</c>.</param>
    /// <param name="otherFactor">Shape [N, n, n], written: K.</param>
    /// <param name="shift">Shape [N, n], written: <c>K^-1 (mean - otherMean)</c>.</param>
    /// <param name="divergence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static void MultivariateNormal(
        Device device,
        int size,
        ArrayView<double> mean,
        ArrayView<double> covariance,
        ArrayView<double> otherMean,
        ArrayView<double> otherCovariance,
        ArrayView<double> ratio,
        ArrayView<double> otherFactor,
        ArrayView<double> shift,
        ArrayView<double> divergence)
    {
        ArgumentNullException.ThrowIfNull(device);
        int count = DeviceGuard.Matrices(size, covariance, nameof(covariance));
        DeviceGuard.Length((long)count * size, mean, nameof(mean));
        DeviceGuard.Length(mean.Length, otherMean, nameof(otherMean));
        DeviceGuard.Length(covariance.Length, otherCovariance, nameof(otherCovariance));
        DeviceGuard.Length(covariance.Length, ratio, nameof(ratio));
        DeviceGuard.Length(covariance.Length, otherFactor, nameof(otherFactor));
        DeviceGuard.Length(mean.Length, shift, nameof(shift));
        DeviceGuard.Length(count, divergence, nameof(divergence));
        CholeskyKernels.Factor(device, size, covariance, ratio);
        CholeskyKernels.Factor(device, size, otherCovariance, otherFactor);
        device.Launch(
            MultivariateNormalOfOne, count, size, mean, otherMean, ratio, otherFactor, shift, divergence);
    }

    // One work item: one divergence; the ratio takes the place of the factor, column by column.
    private static void MultivariateNormalOfOne(
        Index1D m,
        int n,
        ArrayView<double> mean,
        ArrayView<double> otherMean,
        ArrayView<double> ratio,
        ArrayView<double> otherFactor,
        ArrayView<double> shift,
        ArrayView<double> divergence)
    {
        int start = m.X * n * n;
        int first = m.X * n;
        double twice = 0;
        for (int i = 0; i < n; i++)
        {
            int row = start + (i * n);
            double dot = DeviceCholesky.RowTimes(i, otherFactor, row, shift, first);
            double z = (mean[first + i] - otherMean[first + i] - dot) / otherFactor[row + i];
            shift[first + i] = z;
            twice += z * z;
        }

        for (int j = 0; j < n; j++)
        {
            int diagonal = start + (j * n) + j;
            twice += Spread(ratio[diagonal], otherFactor[diagonal]);
            for (int i = j; i < n; i++)
            {
                int row = start + (i * n);
                double rest = ratio[row + j] - otherFactor[row + j];
                for (int k = j; k < i; k++)
                {
                    rest -= otherFactor[row + k] * ratio[start + (k * n) + j];
                }

                double e = rest / otherFactor[row + i];
                ratio[row + j] = e;
                twice += i > j ? e * e : 0.0;
            }
        }

        divergence[m] = 0.5 * twice;
    }

    // r - 1 - ln r, r = (deviation / other)^2. Close to equality the difference is exact, the ratio is not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Spread(double deviation, double other)
    {
        double relative = (deviation - other) / other;
        double excess = relative * (2.0 + relative);
        double ratio = deviation / other;
        return excess > -0.29 && excess < 0.41
            ? DeviceDouble.BelowLinear(excess)
            : (ratio * ratio) - 1.0 - (2.0 * (DeviceDouble.Log(deviation) - DeviceDouble.Log(other)));
    }
}

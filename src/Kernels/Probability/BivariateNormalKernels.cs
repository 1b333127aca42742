using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>
/// Normal laws of two coordinates on a device: floats in and out, doubles between, where the square of a float is exact, so
/// that nearly equal coordinates cost no digits.
/// </summary>
public static class BivariateNormalKernels
{
    /// <summary>ln p(x[i], y[i]) under law i for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N].</param>
    /// <param name="meanX">Shape [N].</param>
    /// <param name="meanY">Shape [N].</param>
    /// <param name="varianceX">Shape [N].</param>
    /// <param name="varianceY">Shape [N].</param>
    /// <param name="covariance">Shape [N].</param>
    /// <param name="logDensity">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogDensity(
        Device device,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> meanX,
        ArrayView<float> meanY,
        ArrayView<float> varianceX,
        ArrayView<float> varianceY,
        ArrayView<float> covariance,
        ArrayView<float> logDensity)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, y, nameof(y));
        DeviceGuard.Length(x.Length, meanX, nameof(meanX));
        DeviceGuard.Length(x.Length, meanY, nameof(meanY));
        DeviceGuard.Length(x.Length, varianceX, nameof(varianceX));
        DeviceGuard.Length(x.Length, varianceY, nameof(varianceY));
        DeviceGuard.Length(x.Length, covariance, nameof(covariance));
        DeviceGuard.Length(x.Length, logDensity, nameof(logDensity));
        device.Launch(
            LogDensityOfOne, (int)x.Length, x, y, meanX, meanY, varianceX, varianceY, covariance, logDensity);
    }

    /// <summary>The law of X of every pair.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="meanX">Shape [N].</param>
    /// <param name="varianceX">Shape [N].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Marginal(
        Device device,
        ArrayView<float> meanX,
        ArrayView<float> varianceX,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(meanX.Length, varianceX, nameof(varianceX));
        DeviceGuard.Length(meanX.Length, mean, nameof(mean));
        DeviceGuard.Length(meanX.Length, variance, nameof(variance));
        device.Launch(MarginalOfOne, (int)meanX.Length, meanX, varianceX, mean, variance);
    }

    /// <summary>The law of X given that Y = y[i] under law i for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="meanX">Shape [N].</param>
    /// <param name="meanY">Shape [N].</param>
    /// <param name="varianceX">Shape [N].</param>
    /// <param name="varianceY">Shape [N].</param>
    /// <param name="covariance">Shape [N].</param>
    /// <param name="y">Shape [N].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Conditional(
        Device device,
        ArrayView<float> meanX,
        ArrayView<float> meanY,
        ArrayView<float> varianceX,
        ArrayView<float> varianceY,
        ArrayView<float> covariance,
        ArrayView<float> y,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(meanX.Length, meanY, nameof(meanY));
        DeviceGuard.Length(meanX.Length, varianceX, nameof(varianceX));
        DeviceGuard.Length(meanX.Length, varianceY, nameof(varianceY));
        DeviceGuard.Length(meanX.Length, covariance, nameof(covariance));
        DeviceGuard.Length(meanX.Length, y, nameof(y));
        DeviceGuard.Length(meanX.Length, mean, nameof(mean));
        DeviceGuard.Length(meanX.Length, variance, nameof(variance));
        device.Launch(
            ConditionalOfOne,
            (int)meanX.Length,
            meanX,
            meanY,
            varianceX,
            varianceY,
            covariance,
            y,
            mean,
            variance);
    }

    // One work item: one log-density, that of y and that of x given y.
    private static void LogDensityOfOne(
        Index1D i,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<float> meanX,
        ArrayView<float> meanY,
        ArrayView<float> varianceX,
        ArrayView<float> varianceY,
        ArrayView<float> covariance,
        ArrayView<float> logDensity)
    {
        double variance = varianceY[i];
        double slope = covariance[i] / variance;
        double left = varianceX[i] - (slope * covariance[i]);
        double distance = (double)y[i] - meanY[i];
        double beyond = (double)x[i] - meanX[i] - (slope * distance);
        double square = (distance * distance / variance) + (beyond * beyond / left);
        logDensity[i] = (float)((-0.5 * (square + DeviceDouble.Log(variance) + DeviceDouble.Log(left))) - DeviceDouble.LogTwoPi);
    }

    // One work item: one law.
    private static void MarginalOfOne(
        Index1D i, ArrayView<float> meanX, ArrayView<float> varianceX, ArrayView<float> mean, ArrayView<float> variance)
    {
        mean[i] = meanX[i];
        variance[i] = varianceX[i];
    }

    // One work item: one law.
    private static void ConditionalOfOne(
        Index1D i,
        ArrayView<float> meanX,
        ArrayView<float> meanY,
        ArrayView<float> varianceX,
        ArrayView<float> varianceY,
        ArrayView<float> covariance,
        ArrayView<float> y,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        double slope = covariance[i] / (double)varianceY[i];
        mean[i] = (float)(meanX[i] + (slope * ((double)y[i] - meanY[i])));
        variance[i] = (float)(varianceX[i] - (slope * covariance[i]));
    }
}

using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>The normal law on a device.</summary>
public static class NormalKernels
{
    private const float HalfLogTwoPi = 0.918938533f;

    /// <summary>ln p(x[i]) under N(mean[i], standardDeviation[i]^2) for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="logDensity">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogDensity(
        Device device,
        ArrayView<float> x,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> logDensity)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, mean, nameof(mean));
        DeviceGuard.Length(x.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(x.Length, logDensity, nameof(logDensity));
        device.Launch(LogDensityOfOne, (int)x.Length, x, mean, standardDeviation, logDensity);
    }

    // One work item: one log-density.
    private static void LogDensityOfOne(
        Index1D i,
        ArrayView<float> x,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> logDensity)
    {
        float z = (x[i] - mean[i]) / standardDeviation[i];
        logDensity[i] = (-0.5f * z * z) - DeviceMath.Log(standardDeviation[i]) - HalfLogTwoPi;
    }
}

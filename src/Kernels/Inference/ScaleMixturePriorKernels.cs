using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <summary>A prior of two scales on a device: one prior for all weights of a launch.</summary>
public static class ScaleMixturePriorKernels
{
    /// <summary>ln p(x[i]) for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="weight">Of the first law, strictly between 0 and 1.</param>
    /// <param name="firstStandardDeviation">Positive and finite.</param>
    /// <param name="secondStandardDeviation">Positive and finite.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="logDensity">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static void LogDensity(
        Device device,
        double weight,
        double firstStandardDeviation,
        double secondStandardDeviation,
        ArrayView<float> x,
        ArrayView<float> logDensity)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, logDensity, nameof(logDensity));
        var prior = DeviceScaleMixture.Of(weight, firstStandardDeviation, secondStandardDeviation);
        device.Launch(LogDensityOfOne, (int)x.Length, prior, x, logDensity);
    }

    /// <summary>For every weight n the average over its noise of ln q - ln p, q = N(mean[n], exp(2 logStandardDeviation[n])).</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="weight">Of the first law, strictly between 0 and 1.</param>
    /// <param name="firstStandardDeviation">Positive and finite.</param>
    /// <param name="secondStandardDeviation">Positive and finite.</param>
    /// <param name="noise">Shape [N, S].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="logStandardDeviation">Shape [N].</param>
    /// <param name="divergence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static void Divergence(
        Device device,
        double weight,
        double firstStandardDeviation,
        double secondStandardDeviation,
        ArrayView<float> noise,
        ArrayView<float> mean,
        ArrayView<float> logStandardDeviation,
        ArrayView<float> divergence)
    {
        int width = Check(device, noise, mean, logStandardDeviation);
        DeviceGuard.Length(mean.Length, divergence, nameof(divergence));
        var prior = DeviceScaleMixture.Of(weight, firstStandardDeviation, secondStandardDeviation);
        device.Launch(DivergenceOfWeight, (int)mean.Length, width, prior, noise, mean, logStandardDeviation, divergence);
    }

    /// <summary>The derivative of every weight's estimate, noise held.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="weight">Of the first law, strictly between 0 and 1.</param>
    /// <param name="firstStandardDeviation">Positive and finite.</param>
    /// <param name="secondStandardDeviation">Positive and finite.</param>
    /// <param name="noise">Shape [N, S].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="logStandardDeviation">Shape [N].</param>
    /// <param name="byMean">Shape [N], written.</param>
    /// <param name="byLogStandardDeviation">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static void DivergenceGradient(
        Device device,
        double weight,
        double firstStandardDeviation,
        double secondStandardDeviation,
        ArrayView<float> noise,
        ArrayView<float> mean,
        ArrayView<float> logStandardDeviation,
        ArrayView<float> byMean,
        ArrayView<float> byLogStandardDeviation)
    {
        int width = Check(device, noise, mean, logStandardDeviation);
        DeviceGuard.Length(mean.Length, byMean, nameof(byMean));
        DeviceGuard.Length(mean.Length, byLogStandardDeviation, nameof(byLogStandardDeviation));
        var prior = DeviceScaleMixture.Of(weight, firstStandardDeviation, secondStandardDeviation);
        device.Launch(
            GradientOfWeight, (int)mean.Length, width, prior, noise, mean, logStandardDeviation, byMean, byLogStandardDeviation);
    }

    private static int Check(
        Device device, ArrayView<float> noise, ArrayView<float> mean, ArrayView<float> logStandardDeviation)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(mean.Length, logStandardDeviation, nameof(logStandardDeviation));
        return DeviceGuard.RowWidth(mean.Length, noise, nameof(noise));
    }

    // One work item: one number.
    private static void LogDensityOfOne(Index1D i, DeviceScaleMixture prior, ArrayView<float> x, ArrayView<float> logDensity) =>
        logDensity[i] = (float)(prior.LogDensity(x[i]) - DeviceDouble.HalfLogTwoPi);

    // One work item: one weight. What may cancel is put together in double; ln(2 pi) / 2 of q and p does.
    private static void DivergenceOfWeight(
        Index1D n,
        int width,
        DeviceScaleMixture prior,
        ArrayView<float> noise,
        ArrayView<float> mean,
        ArrayView<float> logStandardDeviation,
        ArrayView<float> divergence)
    {
        float deviation = DeviceMath.Exp(logStandardDeviation[n]);
        double sum = 0;
        for (int s = n.X * width; s < (n.X + 1) * width; s++)
        {
            double e = noise[s];
            sum += (0.5 * e * e) + prior.LogDensity(mean[n] + (deviation * noise[s]));
        }

        divergence[n] = (float)(-logStandardDeviation[n] - (sum / width));
    }

    // One work item: one weight.
    private static void GradientOfWeight(
        Index1D n,
        int width,
        DeviceScaleMixture prior,
        ArrayView<float> noise,
        ArrayView<float> mean,
        ArrayView<float> logStandardDeviation,
        ArrayView<float> byMean,
        ArrayView<float> byLogStandardDeviation)
    {
        float deviation = DeviceMath.Exp(logStandardDeviation[n]);
        double slopes = 0;
        double moments = 0;
        for (int s = n.X * width; s < (n.X + 1) * width; s++)
        {
            float shift = deviation * noise[s];
            float slope = prior.Slope(mean[n] + shift);
            slopes += slope;
            moments += (double)slope * shift;
        }

        byMean[n] = (float)(slopes / width);
        byLogStandardDeviation[n] = (float)((moments / width) - 1.0);
    }
}

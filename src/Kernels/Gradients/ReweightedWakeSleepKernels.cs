using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Reweighted wake-sleep's update of q on a device.</summary>
public static class ReweightedWakeSleepKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="posteriorMean">The posterior's mean.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation.</param>
    /// <param name="mean">Mean of q.</param>
    /// <param name="standardDeviation">Standard deviation of q.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler Bound(
        float posteriorMean, float posteriorStandardDeviation, float mean, float standardDeviation, int samples)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return GradientSampler.Of<BoundWakeSleep, ElboProblem>(
            new ElboProblem(posteriorMean, posteriorStandardDeviation, mean, standardDeviation), samples);
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorMean">Shape [N].</param>
    /// <param name="posteriorStandardDeviation">Shape [N].</param>
    /// <param name="mean">Mean of q, shape [N].</param>
    /// <param name="standardDeviation">Standard deviation of q, shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="noise">Standard normal numbers, shape [N, samples].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void Bound(
        Device device,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        new ElboBatch(device, posteriorMean, posteriorStandardDeviation, mean, standardDeviation)
            .LaunchCall<BoundWakeSleep>(samples, noise, gradient);
    }

    /// <summary>Exact gradient, and variance and mean of one call, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorMean">Shape [N].</param>
    /// <param name="posteriorStandardDeviation">Shape [N].</param>
    /// <param name="mean">Mean of q, shape [N].</param>
    /// <param name="standardDeviation">Standard deviation of q, shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <param name="expectation">The mean of a call, shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void BoundMoments(
        Device device,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance,
        ArrayView<float> expectation) =>
        new ElboBatch(device, posteriorMean, posteriorStandardDeviation, mean, standardDeviation)
            .LaunchBiasedMoments(MomentsOfOne, samples, gradient, variance, expectation);

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance,
        ArrayView<float> expectation)
    {
        var quadrature = new BoundQuadrature(posteriorMean[i], posteriorStandardDeviation[i], mean[i], standardDeviation[i]);
        BoundSums noise = quadrature.Noise(samples);
        double s = standardDeviation[i];
        double tau = posteriorStandardDeviation[i];
        double distance = ((double)mean[i] - posteriorMean[i]) / s;
        gradient[2 * i] = (float)(distance / s);
        gradient[(2 * i) + 1] = (float)(((((s - tau) * (s + tau)) / (s * s)) - (distance * distance)) / s);
        expectation[2 * i] = (float)(-noise.Mean0 / s);
        expectation[(2 * i) + 1] = (float)((1.0 - noise.Mean1) / s);
        variance[2 * i] = (float)(noise.Variance0 / (s * s));
        variance[(2 * i) + 1] = (float)(noise.Variance1 / (s * s));
    }
}

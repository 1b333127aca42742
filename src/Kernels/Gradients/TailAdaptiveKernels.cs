using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The tail-adaptive gradient on a device.</summary>
public static class TailAdaptiveKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="posteriorMean">The posterior's mean.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation.</param>
    /// <param name="mean">Mean of q.</param>
    /// <param name="standardDeviation">Standard deviation of q.</param>
    /// <param name="samples">Samples of one call, 2 to 8: as many numbers are sorted in registers.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or more than eight.</exception>
    public static GradientSampler Bound(
        float posteriorMean, float posteriorStandardDeviation, float mean, float standardDeviation, int samples)
    {
        DeviceGuard.Within(samples, 2, BoundTailAdaptive.MostSamples, nameof(samples));
        return GradientSampler.Of<BoundTailAdaptive, ElboProblem>(
            new ElboProblem(posteriorMean, posteriorStandardDeviation, mean, standardDeviation), samples);
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorMean">Shape [N].</param>
    /// <param name="posteriorStandardDeviation">Shape [N].</param>
    /// <param name="mean">Mean of q, shape [N].</param>
    /// <param name="standardDeviation">Standard deviation of q, shape [N].</param>
    /// <param name="samples">Samples of one call, 2 to 8.</param>
    /// <param name="noise">Standard normal numbers, shape [N, samples].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or more than eight.</exception>
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
        DeviceGuard.Within(samples, 2, BoundTailAdaptive.MostSamples, nameof(samples));
        new ElboBatch(device, posteriorMean, posteriorStandardDeviation, mean, standardDeviation)
            .LaunchCall<BoundTailAdaptive>(samples, noise, gradient);
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
        var quadrature = new RankQuadrature(posteriorMean[i], posteriorStandardDeviation[i], mean[i], standardDeviation[i]);
        BoundSums sums = quadrature.Of(samples);
        double rise = quadrature.ByStandardDeviation;
        gradient[2 * i] = (float)quadrature.ByMean;
        gradient[(2 * i) + 1] = (float)rise;
        expectation[2 * i] = (float)(quadrature.ByMean + (rise * sums.Mean0));
        expectation[(2 * i) + 1] = (float)sums.Mean1;
        variance[2 * i] = (float)(rise * rise * sums.Variance0);
        variance[(2 * i) + 1] = (float)sums.Variance1;
    }
}

using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The pathwise estimator of Renyi's variational bound on a device.</summary>
public static class RenyiBoundKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="posteriorMean">The posterior's mean.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation.</param>
    /// <param name="mean">Mean of q.</param>
    /// <param name="standardDeviation">Standard deviation of q.</param>
    /// <param name="order">The order, from 0 to 1.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler Bound(
        float posteriorMean, float posteriorStandardDeviation, float mean, float standardDeviation, float order, int samples)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return GradientSampler.Of<BoundPathwise, ElboProblem>(
            new ElboProblem(posteriorMean, posteriorStandardDeviation, mean, standardDeviation).WithWeightsTo(1f - order), samples);
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorMean">Shape [N].</param>
    /// <param name="posteriorStandardDeviation">Shape [N].</param>
    /// <param name="mean">Mean of q, shape [N].</param>
    /// <param name="standardDeviation">Standard deviation of q, shape [N].</param>
    /// <param name="order">The order, from 0 to 1, shape [N].</param>
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
        ArrayView<float> order,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        var batch = new ElboBatch(device, posteriorMean, posteriorStandardDeviation, mean, standardDeviation);
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        DeviceGuard.Length(batch.Count, order, nameof(order));
        DeviceGuard.Length((long)batch.Count * samples, noise, nameof(noise));
        DeviceGuard.Length(2L * batch.Count, gradient, nameof(gradient));
        device.Launch(
            OneCall, batch.Count, posteriorMean, posteriorStandardDeviation, mean, standardDeviation, order, samples, noise, gradient);
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorMean">Shape [N].</param>
    /// <param name="posteriorStandardDeviation">Shape [N].</param>
    /// <param name="mean">Mean of q, shape [N].</param>
    /// <param name="standardDeviation">Standard deviation of q, shape [N].</param>
    /// <param name="order">The order, from 0 to 1, shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void BoundMoments(
        Device device,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> order,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        var batch = new ElboBatch(device, posteriorMean, posteriorStandardDeviation, mean, standardDeviation);
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        DeviceGuard.Length(batch.Count, order, nameof(order));
        DeviceGuard.Length(2L * batch.Count, gradient, nameof(gradient));
        DeviceGuard.Length(2L * batch.Count, variance, nameof(variance));
        device.Launch(
            MomentsOfOne,
            batch.Count,
            posteriorMean,
            posteriorStandardDeviation,
            mean,
            standardDeviation,
            order,
            samples,
            gradient,
            variance);
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> order,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        ElboProblem problem =
            new ElboProblem(posteriorMean[i], posteriorStandardDeviation[i], mean[i], standardDeviation[i]).WithWeightsTo(1f - order[i]);
        BoundPathwise call = default;
        for (int sample = 0; sample < samples; sample++)
        {
            call = BoundPathwise.Add(call, problem, noise[(i * samples) + sample], sample);
        }

        DeviceGradient g = BoundPathwise.Result(call, problem, samples);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> order,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        var quadrature = new BoundQuadrature(
            posteriorMean[i], posteriorStandardDeviation[i], mean[i], standardDeviation[i], 1.0 - order[i]);
        BoundSums sums = quadrature.Pathwise(samples);
        gradient[2 * i] = (float)sums.Mean0;
        gradient[(2 * i) + 1] = (float)(sums.Mean1 + (1.0 / standardDeviation[i]));
        variance[2 * i] = (float)sums.Variance0;
        variance[(2 * i) + 1] = (float)sums.Variance1;
    }
}

using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The pathwise estimator averaged over scrambled points on a device.</summary>
public static class QuasiMonteCarloPathwiseKernels
{
    /// <summary>The estimator for the normal law at one point, ready to draw from.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="samples">Samples of one call, a power of two.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of samples is no power of two.</exception>
    public static GradientSampler Normal(
        NormalFunction objective, float k, float mean, float standardDeviation, int samples)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.PowerOfTwo(samples, nameof(samples));
        return objective.Scrambled<NormalMeanPathwise>(k, mean, standardDeviation, samples);
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <param name="noise">Standard normal numbers, shape [N, samples].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public static void Normal(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        objective.Launch(new GivenNoise<NormalMeanPathwise>(device, batch, samples, noise, gradient));
    }

    /// <summary>
    /// Exact gradient and variance of one call for every point, by quadrature: for cosines to k standardDeviation = 100,
    /// exponentials to k standardDeviation^2 = 4000.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="samples">Samples of one call, a power of two.</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of samples is no power of two.</exception>
    public static void NormalMoments(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.PowerOfTwo(samples, nameof(samples));
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        DeviceGuard.Length(2 * k.Length, variance, nameof(variance));
        objective.Launch(new MomentsLaunch(device, batch, samples, gradient, variance));
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TObjective : unmanaged, INormalObjective
    {
        NormalExpectations f = TObjective.Expectations(k[i], mean[i], standardDeviation[i]);
        DeviceGradient within = StrataQuadrature.Variance<TObjective>(
            new NormalProblem(k[i], mean[i], standardDeviation[i]), samples);
        gradient[2 * i] = f.Slope;
        gradient[(2 * i) + 1] = f.SlopeNoise;
        variance[2 * i] = within.First;
        variance[(2 * i) + 1] = within.Second;
    }

    private sealed class MomentsLaunch(
        Device device, NormalBatch batch, int samples, ArrayView<float> gradient, ArrayView<float> variance) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                MomentsOfOne<TObjective>, batch.Count, batch.K, batch.Mean, batch.StandardDeviation, samples, gradient, variance);
    }
}

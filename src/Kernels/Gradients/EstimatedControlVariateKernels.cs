using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The score function with an estimated coefficient of the delta method's control variate on a device.</summary>
public static class EstimatedControlVariateKernels
{
    /// <summary>The estimator for the normal law at one point, ready to draw from.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler Normal(NormalObjective objective, float k, float mean, float standardDeviation, int samples)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        var closing = new SamplerOf(k, mean, standardDeviation, samples);
        objective.Launch(closing);
        return closing.Sampler;
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="noise">Standard normal numbers, shape [N, samples].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
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
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(k.Length * samples, noise, nameof(noise));
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        objective.Launch(new CallLaunch(device, batch, samples, noise, gradient));
    }

    /// <summary>
    /// Exact gradient and variance of one call for every point, by quadrature: for cosines to k standardDeviation = 30, exponentials
    /// to k standardDeviation^2 = 50.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
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
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        DeviceGuard.Length(2 * k.Length, variance, nameof(variance));
        objective.Launch(new MomentsLaunch(device, batch, samples, gradient, variance));
    }

    // One work item: one call of the estimator.
    private static void CallOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
        where TObjective : unmanaged, INormalObjective
    {
        var problem = NormalControlProblem.At<TObjective>(k[i], mean[i], standardDeviation[i]);
        NormalEstimatedControl<TObjective> call = default;
        for (int sample = 0; sample < samples; sample++)
        {
            call = NormalEstimatedControl<TObjective>.Add(call, problem, noise[(i * samples) + sample], sample);
        }

        DeviceGradient g = NormalEstimatedControl<TObjective>.Result(call, problem, samples);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }

    // One work item: the moments at one point, what the best coefficient leaves and the price of estimating it.
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
        var problem = NormalControlProblem.At<TObjective>(k[i], mean[i], standardDeviation[i]);
        NormalExpectations f = TObjective.Expectations(k[i], mean[i], standardDeviation[i]);
        var exact = new DeviceGradient(f.Slope, f.SlopeNoise);
        DeviceGradient covariance = ControlQuadrature.Covariance<TObjective>(problem, exact);
        ControlSquares sums = ControlQuadrature.Squares<TObjective>(problem, exact, covariance);
        float others = samples - 1;
        gradient[2 * i] = f.Slope;
        gradient[(2 * i) + 1] = f.SlopeNoise;
        variance[2 * i] = sums.Rest.First + (sums.Product.First * problem.InverseFirst / others);
        variance[(2 * i) + 1] = sums.Rest.Second + (sums.Product.Second * problem.InverseSecond / others);
    }

    private sealed class SamplerOf(float k, float mean, float standardDeviation, int samples) : INormalLaunch
    {
        public GradientSampler Sampler { get; private set; } = null!;

        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            Sampler = GradientSampler.Of<NormalEstimatedControl<TObjective>, NormalControlProblem>(
                NormalControlProblem.At<TObjective>(k, mean, standardDeviation), samples);
    }

    private sealed class CallLaunch(
        Device device, NormalBatch batch, int samples, ArrayView<float> noise, ArrayView<float> gradient) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                CallOfOne<TObjective>, batch.Count, batch.K, batch.Mean, batch.StandardDeviation, samples, noise, gradient);
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

using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The score function with the mean of all samples as baseline on a device: biased.</summary>
public static class OwnSampleBaselineKernels
{
    /// <summary>The estimator for the normal law at one point, ready to draw from.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler Normal(
        NormalFunction objective, float k, float mean, float standardDeviation, int samples)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return objective.Sampler<NormalOwnSampleBaseline>(k, mean, standardDeviation, samples);
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
        objective.Launch(new GivenNoise<NormalOwnSampleBaseline>(device, batch, samples, noise, gradient));
    }

    /// <summary>Exact gradient, and exact variance and mean of one call, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <param name="expectation">The mean of a call, shape [N, 2], written.</param>
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
        ArrayView<float> variance,
        ArrayView<float> expectation)
    {
        LeaveOneOutKernels.NormalMoments(device, objective, k, mean, standardDeviation, samples, gradient, variance);
        Shorten(device, samples, gradient, variance, expectation);
    }

    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler Bernoulli(float target, float logit, int samples)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return GradientSampler.Of<BernoulliOwnSampleBaseline, BernoulliProblem>(BernoulliProblem.OnGrid(target, logit), samples);
    }

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="uniforms">Shape [N, samples].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void Bernoulli(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        GivenUniforms<BernoulliOwnSampleBaseline>.Launch(device, target, logit, samples, uniforms, gradient);
    }

    /// <summary>Exact gradient, and exact variance and mean of one call, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <param name="expectation">The mean of a call, shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance,
        ArrayView<float> expectation)
    {
        LeaveOneOutKernels.BernoulliMoments(device, target, logit, samples, gradient, variance);
        Shorten(device, samples, gradient, variance, expectation);
    }

    private static void Shorten(
        Device device, int samples, ArrayView<float> gradient, ArrayView<float> variance, ArrayView<float> expectation)
    {
        DeviceGuard.Length(gradient.Length, expectation, nameof(expectation));
        device.Launch(ShortenOne, (int)gradient.Length, samples, gradient, variance, expectation);
    }

    // One work item: one component of the moments at one point, those of leave-one-out so far.
    private static void ShortenOne(
        Index1D i, int samples, ArrayView<float> gradient, ArrayView<float> variance, ArrayView<float> expectation)
    {
        float share = OwnSample.Share(samples);
        expectation[i] = share * gradient[i];
        variance[i] = share * share * variance[i];
    }
}

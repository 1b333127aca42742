using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The leave-one-out estimator on a device.</summary>
public static partial class LeaveOneOutKernels
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
        NormalObjective objective, float k, float mean, float standardDeviation, int samples)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return objective.Sampler<NormalLeaveOneOut>(k, mean, standardDeviation, samples);
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
        objective.Launch(new GivenNoise<NormalLeaveOneOut>(device, batch, samples, noise, gradient));
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
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

    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler Bernoulli(float target, float logit, int samples)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return GradientSampler.Of<BernoulliLeaveOneOut, BernoulliProblem>(BernoulliProblem.OnGrid(target, logit), samples);
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
        GivenUniforms<BernoulliLeaveOneOut>.Launch(device, target, logit, samples, uniforms, gradient);
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length, variance, nameof(variance));
        device.Launch(BernoulliMomentsOfOne, (int)target.Length, target, logit, samples, gradient, variance);
    }

    // One work item: the moments at one point.
    private static void NormalMomentsOfOne<TObjective>(
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
        gradient[2 * i] = f.Slope;
        gradient[(2 * i) + 1] = f.SlopeNoise;
        float precision = 1f / (standardDeviation[i] * standardDeviation[i]);
        float first = (f.SquareFirst - (2f * f.Value * f.First) + (f.Value * f.Value)) * precision;
        float second = (f.SquareSecond - (2f * f.Value * f.Second) + (2f * f.Value * f.Value)) * precision;
        float spread = (f.Square - (f.Value * f.Value)) * precision;
        variance[2 * i] = OfCovariance(first, spread, f.Slope, samples);
        variance[(2 * i) + 1] = OfCovariance(second, 2f * spread, f.SlopeNoise, samples);
    }

    // One work item: the moments at one point.
    private static void BernoulliMomentsOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        float p = DeviceMath.Sigmoid(logit[i]);
        float q = DeviceMath.Sigmoid(-logit[i]);
        float t = target[i];
        float g = p * q * (1f - (2f * t));
        gradient[i] = g;
        float skew = (q - p) * (1f - (2f * t));
        variance[i] = OfCovariance((p * q * skew * skew) + (g * g), g * g, g, samples);
    }

    // Variance of the sample covariance of objective and score: from E[(f - E f)^2 s^2], Var f Var s and their covariance g.
    private static float OfCovariance(float square, float product, float g, int samples) =>
        ((square - (g * g)) + ((product + (g * g)) / (samples - 1))) / samples;

    private sealed class MomentsLaunch(
        Device device, NormalBatch batch, int samples, ArrayView<float> gradient, ArrayView<float> variance) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                NormalMomentsOfOne<TObjective>,
                batch.Count, batch.K, batch.Mean, batch.StandardDeviation, samples, gradient, variance);
    }
}

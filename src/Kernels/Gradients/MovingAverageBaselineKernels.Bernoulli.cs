using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>For the Bernoulli law.</content>
public static partial class MovingAverageBaselineKernels
{
    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline, in double: what f leaves over of a good one is far smaller than either.</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or the decay breaks its rule.</exception>
    public static GradientSampler Bernoulli(float target, float logit, float decay, double start, int samples)
    {
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        DeviceGuard.Probability(decay, nameof(decay));
        var problem = new BernoulliMovingProblem(
            BernoulliProblem.OnGrid(target, logit), decay, (float)(start - ((double)target * target)));
        return GradientSampler.Of<BernoulliMovingAverage, BernoulliMovingProblem>(problem, samples);
    }

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="decay">How much of the baseline the next one keeps, shape [N].</param>
    /// <param name="start">The first baseline, shape [N].</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <param name="uniforms">Shape [N, samples].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public static void Bernoulli(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        Check(device, target, logit, decay, start, samples);
        DeviceGuard.Length(target.Length * samples, uniforms, nameof(uniforms));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        device.Launch(BernoulliOfOne, (int)target.Length, target, logit, decay, start, samples, uniforms, gradient);
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="decay">How much of the baseline the next one keeps, shape [N].</param>
    /// <param name="start">The first baseline, shape [N].</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        Check(device, target, logit, decay, start, samples);
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length, variance, nameof(variance));
        device.Launch(BernoulliMomentsOfOne, (int)target.Length, target, logit, decay, start, samples, gradient, variance);
    }

    private static void Check(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> decay, ArrayView<float> start, int samples)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, decay, nameof(decay));
        DeviceGuard.Length(target.Length, start, nameof(start));
    }

    // One work item: one call of the estimator.
    private static void BernoulliOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        var problem = new BernoulliMovingProblem(
            BernoulliProblem.At(target[i], logit[i]), decay[i], start[i] - (target[i] * target[i]));
        BernoulliMovingAverage call = default;
        for (int sample = 0; sample < samples; sample++)
        {
            call = BernoulliMovingAverage.Add(call, problem, uniforms[(i * samples) + sample], sample);
        }

        gradient[i] = BernoulliMovingAverage.Result(call, problem, samples).First;
    }

    // One work item: the moments at one point, a sum of squares: of q f(1) + p f(0) less the baseline's mean, and its variance.
    private static void BernoulliMomentsOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        float p = DeviceMath.Sigmoid(logit[i]);
        float q = DeviceMath.Sigmoid(-logit[i]);
        float t = target[i];
        float spread = p * q * (1f - (2f * t)) * (1f - (2f * t));
        float crossed = (q * (1f - t) * (1f - t)) + (p * t * t);
        float mean = (p * (1f - t) * (1f - t)) + (q * t * t);
        float step = 1f - decay[i];
        float b = start[i];
        float v = 0f;
        float sum = 0f;
        for (int sample = 0; sample < samples; sample++)
        {
            sum += ((crossed - b) * (crossed - b)) + v;
            b += step * (mean - b);
            v = (decay[i] * decay[i] * v) + (step * step * spread);
        }

        float count = samples;
        gradient[i] = p * q * (1f - (2f * t));
        variance[i] = p * q * sum / count / count;
    }
}

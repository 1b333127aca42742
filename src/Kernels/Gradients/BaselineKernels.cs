using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The score-function estimator with a constant baseline on a device.</summary>
public static partial class BaselineKernels
{
    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="baseline">The baseline, in double: what f leaves over of a good one is far smaller than either.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    public static GradientSampler Bernoulli(float target, float logit, double baseline)
    {
        double t = target;
        var problem = new BernoulliBaselineProblem(
            BernoulliProblem.OnGrid(target, logit),
            (float)(((1.0 - t) * (1.0 - t)) - baseline),
            (float)((t * t) - baseline));
        return GradientSampler.Of<BernoulliBaseline, BernoulliBaselineProblem>(problem, 1);
    }

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="baseline">Shape [N].</param>
    /// <param name="uniforms">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> baseline,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, baseline, nameof(baseline));
        DeviceGuard.Length(target.Length, uniforms, nameof(uniforms));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        device.Launch(BernoulliOfOne, (int)target.Length, target, logit, baseline, uniforms, gradient);
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="baseline">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> baseline,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, baseline, nameof(baseline));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length, variance, nameof(variance));
        device.Launch(BernoulliMomentsOfOne, (int)target.Length, target, logit, baseline, gradient, variance);
    }

    /// <summary>The mean of the objective for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="baseline">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliMean(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> baseline) =>
        Weighted(device, target, logit, baseline, sign: 1f);

    /// <summary>The constant baseline of least variance for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="baseline">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliOptimal(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> baseline) =>
        Weighted(device, target, logit, baseline, sign: -1f);

    private static void Weighted(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> baseline, float sign)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, baseline, nameof(baseline));
        device.Launch(WeightedOfOne, (int)target.Length, target, logit, sign, baseline);
    }

    // One work item: one call of the estimator.
    private static void BernoulliOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> baseline,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        BernoulliProblem law = BernoulliProblem.At(target[i], logit[i]);
        var problem = new BernoulliBaselineProblem(law, law.OfOne - baseline[i], law.OfZero - baseline[i]);
        gradient[i] = BernoulliBaseline.Result(BernoulliBaseline.Add(default, problem, uniforms[i], 0), problem, 1).First;
    }

    // One work item: the moments at one point.
    private static void BernoulliMomentsOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> baseline,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        float p = DeviceMath.Sigmoid(logit[i]);
        float q = DeviceMath.Sigmoid(-logit[i]);
        float t = target[i];
        gradient[i] = p * q * (1f - (2f * t));
        float crossed = (q * (1f - t) * (1f - t)) + (p * t * t) - baseline[i];
        variance[i] = p * q * crossed * crossed;
    }

    // One work item: both values of the objective, f(1) by p and f(0) by q where the sign is 1, the other way round where -1.
    private static void WeightedOfOne(
        Index1D i, ArrayView<float> target, ArrayView<float> logit, float sign, ArrayView<float> baseline)
    {
        float t = target[i];
        baseline[i] = (DeviceMath.Sigmoid(sign * logit[i]) * (1f - t) * (1f - t)) + (DeviceMath.Sigmoid(-sign * logit[i]) * t * t);
    }
}

using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Augment-REINFORCE on a device.</summary>
public static class AugmentReinforceKernels
{
    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public static GradientSampler Bernoulli(float target, float logit, int samples)
    {
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        return GradientSampler.Of<BernoulliAugmentReinforce, BernoulliProblem>(BernoulliProblem.OnGrid(target, logit), samples);
    }

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <param name="uniforms">Shape [N, samples].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public static void Bernoulli(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        GivenUniforms<BernoulliAugmentReinforce>.Launch(device, target, logit, samples, uniforms, gradient);
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length, variance, nameof(variance));
        device.Launch(MomentsOfOne, (int)target.Length, target, logit, samples, gradient, variance);
    }

    // One work item: the moments at one point. With u uniform on (0, p) the estimator is f(1) (1 - p) on average, and 1 - 2 u
    // varies by p^2 / 3; on (p, 1) with p and 1 - p exchanged.
    private static void MomentsOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        float p = DeviceMath.Sigmoid(logit[i]);
        float q = DeviceMath.Sigmoid(-logit[i]);
        float ofOne = (1f - target[i]) * (1f - target[i]);
        float ofZero = target[i] * target[i];
        gradient[i] = p * q * (1f - (2f * target[i]));
        float crossed = (q * ofOne) + (p * ofZero);
        float one = p * ofOne;
        float zero = q * ofZero;
        float within = ((p * one * one) + (q * zero * zero)) * 0.333333343f;
        variance[i] = ((p * q * crossed * crossed) + within) / samples;
    }
}

/// <summary>The sum of <c>f(b) (1 - 2 u)</c>; <c>1 - 2 u</c> is exact on the grid of the uniform numbers.</summary>
internal readonly struct BernoulliAugmentReinforce(float sum) : IEstimator<BernoulliAugmentReinforce, BernoulliProblem>
{
    private readonly float _sum = sum;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliAugmentReinforce Add(
        BernoulliAugmentReinforce call, BernoulliProblem problem, float noise, int sample)
    {
        float f = noise < problem.Threshold ? problem.OfOne : problem.OfZero;
        return new BernoulliAugmentReinforce(call._sum + (f * (1f - (2f * noise))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliAugmentReinforce call) => call._sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliAugmentReinforce call, BernoulliProblem problem, int samples) =>
        new(call._sum / samples, 0f);
}

using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Straight-through on a device.</summary>
public static class StraightThroughKernels
{
    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    public static GradientSampler Bernoulli(float target, float logit) =>
        GradientSampler.Of<BernoulliStraightThrough, BernoulliProblem>(BernoulliProblem.OnGrid(target, logit), 1);

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="uniforms">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> uniforms, ArrayView<float> gradient) =>
        GivenUniforms<BernoulliStraightThrough>.Launch(device, target, logit, 1, uniforms, gradient);

    /// <summary>Exact gradient, variance and mean of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> gradient,
        ArrayView<float> variance,
        ArrayView<float> mean) =>
        BernoulliPoints.Launch(device, MomentsOfOne, target, logit, gradient, variance, mean);

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> gradient,
        ArrayView<float> variance,
        ArrayView<float> mean)
    {
        float p = DeviceMath.Sigmoid(logit[i]);
        float slope = p * DeviceMath.Sigmoid(-logit[i]);
        gradient[i] = slope * (1f - (2f * target[i]));
        variance[i] = 4f * slope * slope * slope;
        mean[i] = 2f * (p - target[i]) * slope;
    }
}

/// <summary><c>f'(b) p (1 - p)</c>.</summary>
internal readonly struct BernoulliStraightThrough(float gradient) : IEstimator<BernoulliStraightThrough, BernoulliProblem>
{
    private readonly float _gradient = gradient;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliStraightThrough Add(
        BernoulliStraightThrough call, BernoulliProblem problem, float noise, int sample)
    {
        float b = noise < problem.Threshold ? 1f : 0f;
        return new BernoulliStraightThrough((b - problem.Target) * (2f * problem.Success * problem.Failure));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliStraightThrough call) => call._gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliStraightThrough call, BernoulliProblem problem, int samples) =>
        new(call._gradient, 0f);
}

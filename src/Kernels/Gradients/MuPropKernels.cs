using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>MuProp on a device.</summary>
public static class MuPropKernels
{
    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    public static GradientSampler Bernoulli(float target, float logit) =>
        GradientSampler.Of<BernoulliMuProp, BernoulliProblem>(BernoulliProblem.OnGrid(target, logit), 1);

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="uniforms">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> uniforms, ArrayView<float> gradient) =>
        GivenUniforms<BernoulliMuProp>.Launch(device, target, logit, 1, uniforms, gradient);

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliMoments(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> gradient, ArrayView<float> variance) =>
        BernoulliPoints.Launch(device, MomentsOfOne, target, logit, gradient, variance);

    /// <summary>The baseline of SimpleMuProp for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="baseline">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliBaseline(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> baseline)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, baseline, nameof(baseline));
        device.Launch(BaselineOfOne, (int)target.Length, target, logit, baseline);
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> gradient, ArrayView<float> variance)
    {
        float p = DeviceMath.Sigmoid(logit[i]);
        float q = DeviceMath.Sigmoid(-logit[i]);
        float cubes = (p * p * p) + (q * q * q);
        gradient[i] = p * q * (1f - (2f * target[i]));
        variance[i] = p * q * cubes * cubes;
    }

    // One work item: the objective at the mean of one point.
    private static void BaselineOfOne(Index1D i, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> baseline)
    {
        float off = DeviceMath.Sigmoid(logit[i]) - target[i];
        baseline[i] = off * off;
    }
}

/// <summary><c>(b - p)^3 + f'(p) p (1 - p)</c>: of the square its tangent leaves <c>(b - p)^2</c> over.</summary>
internal readonly struct BernoulliMuProp(float gradient) : IEstimator<BernoulliMuProp, BernoulliProblem>
{
    private readonly float _gradient = gradient;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliMuProp Add(BernoulliMuProp call, BernoulliProblem problem, float noise, int sample)
    {
        float score = noise < problem.Threshold ? problem.Failure : -problem.Success;
        float known = 2f * (problem.Success - problem.Target) * (problem.Success * problem.Failure);
        return new BernoulliMuProp((score * score * score) + known);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliMuProp call) => call._gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliMuProp call, BernoulliProblem problem, int samples) =>
        new(call._gradient, 0f);
}

using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>DisARM on a device.</summary>
public static partial class DisArmKernels
{
    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    public static GradientSampler Bernoulli(float target, float logit) =>
        GradientSampler.Of<BernoulliDisArm, BernoulliProblem>(BernoulliProblem.OnGrid(target, logit), 1);

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="uniforms">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> uniforms, ArrayView<float> gradient) =>
        GivenUniforms<BernoulliDisArm>.Launch(device, target, logit, 1, uniforms, gradient);

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

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> gradient, ArrayView<float> variance)
    {
        float theta = XMath.Abs(logit[i]);
        float rarer = DeviceMath.Sigmoid(-theta);
        float commoner = DeviceMath.Sigmoid(theta);
        float difference = 1f - (2f * target[i]);
        gradient[i] = rarer * commoner * difference;
        variance[i] = 0.5f * difference * difference * rarer * commoner * commoner * DeviceMath.Tanh(0.5f * theta);
    }
}

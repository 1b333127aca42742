using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Enumeration on a device.</summary>
public static partial class EnumerationKernels
{
    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from: each draw is the gradient.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <returns>The sampler.</returns>
    public static GradientSampler Bernoulli(float target, float logit) =>
        GradientSampler.Of<BernoulliEnumeration, BernoulliProblem>(BernoulliProblem.OnGrid(target, logit), 1);

    /// <summary>The gradient for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        device.Launch(GradientOfOne, (int)target.Length, target, logit, gradient);
    }

    /// <summary>Exact gradient and variance, which is 0, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliMoments(
        Device device, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> gradient, ArrayView<float> variance) =>
        BernoulliPoints.Launch(device, MomentsOfOne, target, logit, gradient, variance);

    // One work item: the gradient at one point, by the sum over both outcomes.
    private static void GradientOfOne(Index1D i, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> gradient)
    {
        BernoulliProblem problem = BernoulliProblem.At(target[i], logit[i]);
        gradient[i] = BernoulliEnumeration.Sum(problem);
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne(
        Index1D i, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> gradient, ArrayView<float> variance)
    {
        gradient[i] = DeviceMath.Sigmoid(logit[i]) * DeviceMath.Sigmoid(-logit[i]) * (1f - (2f * target[i]));
        variance[i] = 0f;
    }
}

/// <summary>Both outcomes, whatever the noise: <c>f(1) dp(1) + f(0) dp(0)</c> with <c>dp(1) = p (1 - p) = -dp(0)</c>.</summary>
internal readonly struct BernoulliEnumeration(float gradient) : IEstimator<BernoulliEnumeration, BernoulliProblem>
{
    private readonly float _gradient = gradient;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(BernoulliProblem problem) => problem.Difference * (problem.Success * problem.Failure);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliEnumeration Add(BernoulliEnumeration call, BernoulliProblem problem, float noise, int sample) =>
        new(Sum(problem));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliEnumeration call) => call._gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliEnumeration call, BernoulliProblem problem, int samples) =>
        new(call._gradient, 0f);
}

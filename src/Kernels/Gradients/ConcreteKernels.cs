using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>The binary Concrete relaxation on a device.</summary>
public static class ConcreteKernels
{
    // Nodes on either side of 0. With a step of 1/2 the rule errs by some e^-35, and what lies beyond 32 is as small.
    private const int Half = 64;

    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="temperature">The temperature, positive.</param>
    /// <returns>The sampler.</returns>
    public static GradientSampler Bernoulli(float target, float logit, float temperature) =>
        GradientSampler.Of<BernoulliConcrete, RelaxedProblem>(new RelaxedProblem(target, logit, temperature), 1);

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="uniforms">Shape [N], strictly between 0 and 1.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> uniforms,
        ArrayView<float> gradient) =>
        GivenRelaxedUniforms<BernoulliConcrete>.Launch(device, target, logit, temperature, uniforms, gradient);

    /// <summary>Exact gradient, and mean and variance of one call by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N]; up to 16 in size, or the mean's and the variance's tails are cut off.</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> gradient,
        ArrayView<float> variance,
        ArrayView<float> mean)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, temperature, nameof(temperature));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        DeviceGuard.Length(target.Length, variance, nameof(variance));
        DeviceGuard.Length(target.Length, mean, nameof(mean));
        device.Launch(MomentsOfOne, (int)target.Length, target, logit, temperature, gradient, variance, mean);
    }

    // One work item: the moments at one point, by the trapezoidal rule in a = y / temperature, where the slope
    // h = 2 (z - target) z (1 - z) keeps its width; the step is the finer of its and the density's.
    private static void MomentsOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> gradient,
        ArrayView<float> variance,
        ArrayView<float> mean)
    {
        float t = target[i];
        float theta = logit[i];
        float scale = temperature[i];
        float step = 0.5f / XMath.Max(1f, scale);
        float first = 0f;
        float second = 0f;
        for (int node = -Half; node <= Half; node++)
        {
            float a = node * step;
            float y = (scale * a) - theta;
            float z = DeviceMath.Sigmoid(a);
            float slope = 2f * (z - t) * (z * DeviceMath.Sigmoid(-a));
            float weighted = slope * (DeviceMath.Sigmoid(y) * DeviceMath.Sigmoid(-y));
            first += weighted;
            second += slope * weighted;
        }

        gradient[i] = DeviceMath.Sigmoid(theta) * DeviceMath.Sigmoid(-theta) * (1f - (2f * t));
        mean[i] = first * step;
        variance[i] = (second * step / scale) - (first * step * (first * step));
    }
}

/// <summary><c>f'(z) z (1 - z) / temperature</c>.</summary>
internal readonly struct BernoulliConcrete(float gradient) : IEstimator<BernoulliConcrete, RelaxedProblem>
{
    private readonly float _gradient = gradient;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliConcrete Add(BernoulliConcrete call, RelaxedProblem problem, float noise, int sample)
    {
        // 1 - u is exact on the grid of the uniform numbers, but for the least of them, where ln(1 - u) does not count.
        float a = (problem.Logit + (DeviceMath.Log(noise) - DeviceMath.Log(1f - noise))) / problem.Temperature;
        float z = DeviceMath.Sigmoid(a);
        float slope = z * DeviceMath.Sigmoid(-a);
        return new BernoulliConcrete(2f * (z - problem.Target) * slope / problem.Temperature);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliConcrete call) => call._gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliConcrete call, RelaxedProblem problem, int samples) =>
        new(call._gradient, 0f);
}

using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The score-function estimator on a device.</summary>
public static partial class ScoreFunctionKernels
{
    /// <summary>The estimator for the normal law at one point, ready to draw from.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <returns>The sampler.</returns>
    public static GradientSampler Normal(
        NormalFunction objective, float k, float mean, float standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return objective.Sampler<NormalScoreFunction>(k, mean, standardDeviation, 1);
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="noise">Standard normal numbers, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Normal(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        objective.Launch(new GivenNoise<NormalScoreFunction>(device, batch, 1, noise, gradient));
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void NormalMoments(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        NormalPoints<Variance>.Launch(device, objective, k, mean, standardDeviation, gradient, variance);

    /// <summary>The estimator for the Bernoulli law at one point, ready to draw from.</summary>
    /// <param name="target">The target.</param>
    /// <param name="logit">The logit of p.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    public static GradientSampler Bernoulli(float target, float logit)
    {
        return GradientSampler.Of<BernoulliScoreFunction, BernoulliProblem>(BernoulliProblem.OnGrid(target, logit), 1);
    }

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="uniforms">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> uniforms,
        ArrayView<float> gradient) =>
        GivenUniforms<BernoulliScoreFunction>.Launch(device, target, logit, 1, uniforms, gradient);

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliMoments(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        BernoulliPoints.Launch(device, BernoulliMomentsOfOne, target, logit, gradient, variance);

    // One work item: the moments at one point.
    private static void BernoulliMomentsOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        float p = DeviceMath.Sigmoid(logit[i]);
        float q = DeviceMath.Sigmoid(-logit[i]);
        float t = target[i];
        float g = p * q * (1f - (2f * t));
        gradient[i] = g;
        float crossed = (q * (1f - t) * (1f - t)) + (p * t * t);
        variance[i] = p * q * crossed * crossed;
    }

    private readonly struct Variance : INormalVariance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static DeviceGradient Of<TObjective>(NormalExpectations f, float k, float mean, float standardDeviation)
            where TObjective : unmanaged, INormalObjective
        {
            float precision = 1f / (standardDeviation * standardDeviation);
            return new DeviceGradient(
                (f.SquareFirst * precision) - (f.Slope * f.Slope),
                (f.SquareSecond * precision) - (f.SlopeNoise * f.SlopeNoise));
        }
    }
}

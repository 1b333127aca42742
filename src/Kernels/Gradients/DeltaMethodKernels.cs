using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The score function with a Taylor polynomial as control variate on a device.</summary>
public static class DeltaMethodKernels
{
    /// <summary>The estimator for the normal law at one point, ready to draw from.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <returns>The sampler; it has the polynomial from the host.</returns>
    public static GradientSampler Normal(NormalObjective objective, float k, float mean, float standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var closing = new SamplerOf(k, mean, standardDeviation);
        objective.Launch(closing);
        return closing.Sampler;
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
        DeviceGuard.Length(k.Length, noise, nameof(noise));
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        objective.Launch(new CallLaunch(device, batch, noise, gradient));
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

    // One work item: one call of the estimator.
    private static void CallOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> noise,
        ArrayView<float> gradient)
        where TObjective : unmanaged, INormalObjective
    {
        NormalTaylorProblem problem = NormalTaylorProblem.At<TObjective>(k[i], mean[i], standardDeviation[i]);
        NormalDeltaMethod<TObjective> call = NormalDeltaMethod<TObjective>.Add(default, problem, noise[i], 0);
        DeviceGradient g = NormalDeltaMethod<TObjective>.Result(call, problem, 1);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }

    private sealed class SamplerOf(float k, float mean, float standardDeviation) : INormalLaunch
    {
        public GradientSampler Sampler { get; private set; } = null!;

        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            Sampler = GradientSampler.Of<NormalDeltaMethod<TObjective>, NormalTaylorProblem>(
                NormalTaylorProblem.At<TObjective>(k, mean, standardDeviation), 1);
    }

    private sealed class CallLaunch(
        Device device, NormalBatch batch, ArrayView<float> noise, ArrayView<float> gradient) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                CallOfOne<TObjective>, batch.Count, batch.K, batch.Mean, batch.StandardDeviation, noise, gradient);
    }

    private readonly struct Variance : INormalVariance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static DeviceGradient Of<TObjective>(NormalExpectations f, float k, float mean, float standardDeviation)
            where TObjective : unmanaged, INormalObjective
        {
            DeviceTaylor polynomial = NormalTaylorProblem.At<TObjective>(k, mean, standardDeviation).Polynomial;
            DeviceGradient squares = TObjective.RemainderSquares(k, mean, standardDeviation, f, polynomial);
            float byMean = f.Slope - polynomial.Slope;
            float byDeviation = f.SlopeNoise - (polynomial.Curvature * standardDeviation);
            float precision = 1f / (standardDeviation * standardDeviation);
            return new DeviceGradient(
                (squares.First * precision) - (byMean * byMean),
                (squares.Second * precision) - (byDeviation * byDeviation));
        }
    }
}

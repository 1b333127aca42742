using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>For the normal law.</content>
public static partial class BaselineKernels
{
    /// <summary>The estimator for the normal law at one point, ready to draw from.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="byMean">Baseline of the gradient by the mean.</param>
    /// <param name="byDeviation">Baseline of the gradient by the standard deviation.</param>
    /// <returns>The sampler.</returns>
    public static GradientSampler Normal(
        NormalObjective objective, float k, float mean, float standardDeviation, float byMean, float byDeviation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var closing = new SamplerOf(
            new NormalBaselineProblem(new NormalProblem(k, mean, standardDeviation), byMean, byDeviation));
        objective.Launch(closing);
        return closing.Sampler;
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="baseline">Shape [N, 2]: of the gradient by the mean, by the standard deviation.</param>
    /// <param name="noise">Standard normal numbers, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Normal(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> baseline,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(2 * k.Length, baseline, nameof(baseline));
        DeviceGuard.Length(k.Length, noise, nameof(noise));
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        objective.Launch(new CallLaunch(device, batch, baseline, noise, gradient));
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="baseline">Shape [N, 2]: of the gradient by the mean, by the standard deviation.</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void NormalMoments(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> baseline,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(2 * k.Length, baseline, nameof(baseline));
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        DeviceGuard.Length(2 * k.Length, variance, nameof(variance));
        objective.Launch(new MomentsLaunch(device, batch, baseline, gradient, variance));
    }

    /// <summary>The constant baselines of least variance for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="baseline">Shape [N, 2], written: of the gradient by the mean, by the standard deviation.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void NormalOptimal(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> baseline)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(2 * k.Length, baseline, nameof(baseline));
        objective.Launch(new OptimalLaunch(device, batch, baseline));
    }

    // One work item: one call of the estimator.
    private static void CallOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> baseline,
        ArrayView<float> noise,
        ArrayView<float> gradient)
        where TObjective : unmanaged, INormalObjective
    {
        var problem = new NormalBaselineProblem(
            new NormalProblem(k[i], mean[i], standardDeviation[i]), baseline[2 * i], baseline[(2 * i) + 1]);
        NormalBaseline<TObjective> call = NormalBaseline<TObjective>.Add(default, problem, noise[i], 0);
        DeviceGradient g = NormalBaseline<TObjective>.Result(call, problem, 1);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }

    // One work item: the moments at one point.
    private static void MomentsOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> baseline,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TObjective : unmanaged, INormalObjective
    {
        NormalExpectations f = TObjective.Expectations(k[i], mean[i], standardDeviation[i]);
        gradient[2 * i] = f.Slope;
        gradient[(2 * i) + 1] = f.SlopeNoise;
        float precision = 1f / (standardDeviation[i] * standardDeviation[i]);
        float b = baseline[2 * i];
        float c = baseline[(2 * i) + 1];
        float first = (f.SquareFirst - (2f * b * f.First) + (b * b)) * precision;
        float second = (f.SquareSecond - (2f * c * f.Second) + (2f * c * c)) * precision;
        variance[2 * i] = first - (f.Slope * f.Slope);
        variance[(2 * i) + 1] = second - (f.SlopeNoise * f.SlopeNoise);
    }

    // One work item: the baselines at one point.
    private static void OptimalOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> baseline)
        where TObjective : unmanaged, INormalObjective
    {
        NormalExpectations f = TObjective.Expectations(k[i], mean[i], standardDeviation[i]);
        baseline[2 * i] = f.First;
        baseline[(2 * i) + 1] = 0.5f * f.Second;
    }

    private sealed class SamplerOf(NormalBaselineProblem problem) : INormalLaunch
    {
        public GradientSampler Sampler { get; private set; } = null!;

        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            Sampler = GradientSampler.Of<NormalBaseline<TObjective>, NormalBaselineProblem>(problem, 1);
    }

    private sealed class CallLaunch(
        Device device, NormalBatch batch, ArrayView<float> baseline, ArrayView<float> noise, ArrayView<float> gradient) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                CallOfOne<TObjective>,
                batch.Count, batch.K, batch.Mean, batch.StandardDeviation, baseline, noise, gradient);
    }

    private sealed class MomentsLaunch(
        Device device, NormalBatch batch, ArrayView<float> baseline, ArrayView<float> gradient, ArrayView<float> variance) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                MomentsOfOne<TObjective>,
                batch.Count, batch.K, batch.Mean, batch.StandardDeviation, baseline, gradient, variance);
    }

    private sealed class OptimalLaunch(Device device, NormalBatch batch, ArrayView<float> baseline) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                OptimalOfOne<TObjective>, batch.Count, batch.K, batch.Mean, batch.StandardDeviation, baseline);
    }
}

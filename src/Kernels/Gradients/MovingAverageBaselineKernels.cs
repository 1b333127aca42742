using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The score-function estimator with a decaying average as its baseline on a device.</summary>
public static partial class MovingAverageBaselineKernels
{
    /// <summary>The estimator for the normal law at one point, ready to draw from.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline.</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or the decay breaks its rule.</exception>
    public static GradientSampler Normal(
        NormalObjective objective, float k, float mean, float standardDeviation, float decay, float start, int samples)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        DeviceGuard.Probability(decay, nameof(decay));
        var closing = new SamplerOf(
            new NormalMovingProblem(new NormalProblem(k, mean, standardDeviation), decay, start), samples);
        objective.Launch(closing);
        return closing.Sampler;
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="decay">How much of the baseline the next one keeps, shape [N].</param>
    /// <param name="start">The first baseline, shape [N].</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <param name="noise">Standard normal numbers, shape [N, samples].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public static void Normal(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(k.Length, decay, nameof(decay));
        DeviceGuard.Length(k.Length, start, nameof(start));
        DeviceGuard.Length(k.Length * samples, noise, nameof(noise));
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        objective.Launch(new CallLaunch(device, batch, decay, start, samples, noise, gradient));
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="decay">How much of the baseline the next one keeps, shape [N].</param>
    /// <param name="start">The first baseline, shape [N].</param>
    /// <param name="samples">Samples of one call, at least 1.</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public static void NormalMoments(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(k.Length, decay, nameof(decay));
        DeviceGuard.Length(k.Length, start, nameof(start));
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        DeviceGuard.Length(2 * k.Length, variance, nameof(variance));
        objective.Launch(new MomentsLaunch(device, batch, decay, start, samples, gradient, variance));
    }

    // One work item: one call of the estimator.
    private static void CallOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
        where TObjective : unmanaged, INormalObjective
    {
        var problem = new NormalMovingProblem(new NormalProblem(k[i], mean[i], standardDeviation[i]), decay[i], start[i]);
        NormalMovingAverage<TObjective> call = default;
        for (int sample = 0; sample < samples; sample++)
        {
            call = NormalMovingAverage<TObjective>.Add(call, problem, noise[(i * samples) + sample], sample);
        }

        DeviceGradient g = NormalMovingAverage<TObjective>.Result(call, problem, samples);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }

    // One work item: the moments at one point. Terms of a call are uncorrelated; a term varies as with the baseline's mean b for a
    // constant, and by what the baseline varies.
    private static void MomentsOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TObjective : unmanaged, INormalObjective
    {
        NormalExpectations f = TObjective.Expectations(k[i], mean[i], standardDeviation[i]);
        float spread = f.Square - (f.Value * f.Value);
        float step = 1f - decay[i];
        float b = start[i];
        float v = 0f;
        float first = 0f;
        float second = 0f;
        for (int sample = 0; sample < samples; sample++)
        {
            first += f.SquareFirst - (2f * b * f.First) + ((b * b) + v);
            second += f.SquareSecond - (2f * b * f.Second) + (2f * ((b * b) + v));
            b += step * (f.Value - b);
            v = (decay[i] * decay[i] * v) + (step * step * spread);
        }

        float precision = 1f / (standardDeviation[i] * standardDeviation[i]);
        float count = samples;
        gradient[2 * i] = f.Slope;
        gradient[(2 * i) + 1] = f.SlopeNoise;
        variance[2 * i] = ((first * precision / count) - (f.Slope * f.Slope)) / count;
        variance[(2 * i) + 1] = ((second * precision / count) - (f.SlopeNoise * f.SlopeNoise)) / count;
    }

    private sealed class SamplerOf(NormalMovingProblem problem, int samples) : INormalLaunch
    {
        public GradientSampler Sampler { get; private set; } = null!;

        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            Sampler = GradientSampler.Of<NormalMovingAverage<TObjective>, NormalMovingProblem>(problem, samples);
    }

    private sealed class CallLaunch(
        Device device,
        NormalBatch batch,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                CallOfOne<TObjective>,
                batch.Count, batch.K, batch.Mean, batch.StandardDeviation, decay, start, samples, noise, gradient);
    }

    private sealed class MomentsLaunch(
        Device device,
        NormalBatch batch,
        ArrayView<float> decay,
        ArrayView<float> start,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                MomentsOfOne<TObjective>,
                batch.Count, batch.K, batch.Mean, batch.StandardDeviation, decay, start, samples, gradient, variance);
    }
}

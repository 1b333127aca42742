using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>LAX on a device.</summary>
public static partial class LaxKernels
{
    // As exact as ten standard deviations and a sixteenth of one make it; see the reference's nodes.
    private const int Half = 160;
    private const float Step = 0.0625f;

    /// <summary>The estimator for the normal law at one point, ready to draw from.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="constant">The surrogate's value at the mean.</param>
    /// <param name="line">Its slope there.</param>
    /// <param name="square">Half its curvature.</param>
    /// <returns>The sampler.</returns>
    public static GradientSampler Normal(
        NormalObjective objective, float k, float mean, float standardDeviation, float constant, float line, float square)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var closing = new SamplerOf(new NormalSurrogateProblem(k, mean, standardDeviation, constant, line, square));
        objective.Launch(closing);
        return closing.Sampler;
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="weights">Of the surrogate's constant, line and square, shape [N, 3].</param>
    /// <param name="noise">Standard normal numbers, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Normal(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> weights,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(3 * k.Length, weights, nameof(weights));
        DeviceGuard.Length(k.Length, noise, nameof(noise));
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        objective.Launch(new CallLaunch(device, batch, weights, noise, gradient));
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="weights">Of the surrogate's constant, line and square, shape [N, 3].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void NormalMoments(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> weights,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(3 * k.Length, weights, nameof(weights));
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        DeviceGuard.Length(2 * k.Length, variance, nameof(variance));
        objective.Launch(new MomentsLaunch(device, batch, weights, gradient, variance));
    }

    // One work item: one call of the estimator.
    private static void CallOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> weights,
        ArrayView<float> noise,
        ArrayView<float> gradient)
        where TObjective : unmanaged, INormalObjective
    {
        DeviceGradient g = ProblemAt(i, k, mean, standardDeviation, weights).Call<TObjective>(noise[i]);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }

    // One work item: the moments at one point, by the trapezoidal rule over the noise, whose sums are in double.
    private static void MomentsOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> weights,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TObjective : unmanaged, INormalObjective
    {
        NormalExpectations f = TObjective.Expectations(k[i], mean[i], standardDeviation[i]);
        gradient[2 * i] = f.Slope;
        gradient[(2 * i) + 1] = f.SlopeNoise;
        NormalSurrogateProblem problem = ProblemAt(i, k, mean, standardDeviation, weights);
        double first = 0.0;
        double second = 0.0;
        for (int node = -Half; node <= Half; node++)
        {
            float e = node * Step;
            double share = Share(e);
            DeviceGradient g = problem.Call<TObjective>(e);
            double offFirst = (double)g.First - f.Slope;
            double offSecond = (double)g.Second - f.SlopeNoise;
            first += share * offFirst * offFirst;
            second += share * offSecond * offSecond;
        }

        variance[2 * i] = (float)first;
        variance[(2 * i) + 1] = (float)second;
    }

    private static NormalSurrogateProblem ProblemAt(
        int i, ArrayView<float> k, ArrayView<float> mean, ArrayView<float> standardDeviation, ArrayView<float> weights) =>
        new(k[i], mean[i], standardDeviation[i], weights[3 * i], weights[(3 * i) + 1], weights[(3 * i) + 2]);

    private sealed class SamplerOf(NormalSurrogateProblem problem) : INormalLaunch
    {
        public GradientSampler Sampler { get; private set; } = null!;

        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            Sampler = GradientSampler.Of<NormalLax<TObjective>, NormalSurrogateProblem>(problem, 1);
    }

    private sealed class CallLaunch(
        Device device, NormalBatch batch, ArrayView<float> weights, ArrayView<float> noise, ArrayView<float> gradient) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                CallOfOne<TObjective>,
                batch.Count, batch.K, batch.Mean, batch.StandardDeviation, weights, noise, gradient);
    }

    private sealed class MomentsLaunch(
        Device device, NormalBatch batch, ArrayView<float> weights, ArrayView<float> gradient, ArrayView<float> variance) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                MomentsOfOne<TObjective>,
                batch.Count, batch.K, batch.Mean, batch.StandardDeviation, weights, gradient, variance);
    }
}

using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>An objective as the host chooses it: it closes generic kernels over the objective's struct.</summary>
public abstract class NormalObjective
{
    /// <summary><c>(x - k)^2</c>.</summary>
    public static NormalObjective Quadratic { get; } = new Closed<QuadraticObjective>();

    /// <summary><c>exp(-k x^2)</c>.</summary>
    public static NormalObjective Exponential { get; } = new Closed<ExponentialObjective>();

    /// <summary><c>cos(k x)</c>.</summary>
    public static NormalObjective Cosine { get; } = new Closed<CosineObjective>();

    /// <summary>The sampler of an estimator whose samples take a normal number each.</summary>
    internal GradientSampler Sampler<TEstimator>(float k, float mean, float standardDeviation, int samples)
        where TEstimator : unmanaged, INormalEstimator<TEstimator> =>
        Sampler<TEstimator, NormalNumbers>(k, mean, standardDeviation, samples);

    /// <summary>The sampler of an estimator whose call takes so many numbers of a kind of noise.</summary>
    internal abstract GradientSampler Sampler<TEstimator, TNoise>(
        float k, float mean, float standardDeviation, int numbers)
        where TEstimator : unmanaged, INormalEstimator<TEstimator>
        where TNoise : unmanaged, INormalNoise;

    internal abstract void Launch(INormalLaunch launch);

    private sealed class Closed<TObjective> : NormalObjective
        where TObjective : unmanaged, INormalObjective
    {
        internal override GradientSampler Sampler<TEstimator, TNoise>(
            float k, float mean, float standardDeviation, int numbers) =>
            GradientSampler.Of<NormalCall<TEstimator, TObjective, TNoise>, NormalProblem>(
                new NormalProblem(k, mean, standardDeviation), numbers);

        internal override void Launch(INormalLaunch launch) => launch.With<TObjective>();
    }
}

/// <summary>A launch that waits for its objective.</summary>
internal interface INormalLaunch
{
    void With<TObjective>()
        where TObjective : unmanaged, INormalObjective;
}

/// <summary>Many points: an objective's parameter and a normal law each.</summary>
internal readonly struct NormalBatch
{
    public NormalBatch(Device device, ArrayView<float> k, ArrayView<float> mean, ArrayView<float> standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(k.Length, mean, nameof(mean));
        DeviceGuard.Length(k.Length, standardDeviation, nameof(standardDeviation));
        (K, Mean, StandardDeviation) = (k, mean, standardDeviation);
    }

    public int Count => (int)K.Length;

    public ArrayView<float> K { get; }

    public ArrayView<float> Mean { get; }

    public ArrayView<float> StandardDeviation { get; }
}

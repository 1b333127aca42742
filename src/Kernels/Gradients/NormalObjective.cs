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

    internal abstract GradientSampler Sampler<TEstimator>(float k, float mean, float standardDeviation, int samples)
        where TEstimator : unmanaged, INormalEstimator<TEstimator>;

    internal abstract void Launch(INormalLaunch launch);

    private sealed class Closed<TObjective> : NormalObjective
        where TObjective : unmanaged, INormalObjective
    {
        internal override GradientSampler Sampler<TEstimator>(float k, float mean, float standardDeviation, int samples) =>
            GradientSampler.Of<NormalCall<TEstimator, TObjective>, NormalProblem>(
                new NormalProblem(k, mean, standardDeviation), samples);

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

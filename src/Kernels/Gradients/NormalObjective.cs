using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>A function of a normal number as the host chooses it: it closes generic kernels over the function's struct.</summary>
public abstract class NormalFunction
{
    /// <summary>A function of the caller's own.</summary>
    /// <typeparam name="TFunction">Its struct.</typeparam>
    /// <returns>It, ready for every estimator that takes a function.</returns>
    public static NormalFunction Of<TFunction>()
        where TFunction : unmanaged, INormalFunction => new Closed<TFunction>();

    /// <summary>The sampler of an estimator whose samples take a normal number each.</summary>
    internal GradientSampler Sampler<TEstimator>(float k, float mean, float standardDeviation, int samples)
        where TEstimator : unmanaged, INormalEstimator<TEstimator> =>
        Sampler<TEstimator, NormalNumbers>(k, mean, standardDeviation, samples);

    /// <summary>The sampler of an estimator whose call takes so many numbers of a kind of noise.</summary>
    internal abstract GradientSampler Sampler<TEstimator, TNoise>(
        float k, float mean, float standardDeviation, int numbers)
        where TEstimator : unmanaged, INormalEstimator<TEstimator>
        where TNoise : unmanaged, INormalNoise;

    /// <summary>The sampler of an estimator whose samples are scrambled points.</summary>
    internal abstract GradientSampler Scrambled<TEstimator>(float k, float mean, float standardDeviation, int samples)
        where TEstimator : unmanaged, INormalEstimator<TEstimator>;

    private protected static GradientSampler ScrambledOf<TEstimator, TFunction>(
        float k, float mean, float standardDeviation, int samples)
        where TEstimator : unmanaged, INormalEstimator<TEstimator>
        where TFunction : unmanaged, INormalFunction =>
        ScrambledPoints.Sampler<NormalCall<TEstimator, TFunction, NormalNumbers>, NormalProblem>(
            new NormalProblem(k, mean, standardDeviation), samples);

    private protected static GradientSampler SamplerOf<TEstimator, TFunction, TNoise>(
        float k, float mean, float standardDeviation, int numbers)
        where TEstimator : unmanaged, INormalEstimator<TEstimator>
        where TFunction : unmanaged, INormalFunction
        where TNoise : unmanaged, INormalNoise =>
        GradientSampler.Of<NormalCall<TEstimator, TFunction, TNoise>, NormalProblem>(
            new NormalProblem(k, mean, standardDeviation), numbers);

    private sealed class Closed<TFunction> : NormalFunction
        where TFunction : unmanaged, INormalFunction
    {
        internal override GradientSampler Sampler<TEstimator, TNoise>(
            float k, float mean, float standardDeviation, int numbers) =>
            SamplerOf<TEstimator, TFunction, TNoise>(k, mean, standardDeviation, numbers);

        internal override GradientSampler Scrambled<TEstimator>(float k, float mean, float standardDeviation, int samples) =>
            ScrambledOf<TEstimator, TFunction>(k, mean, standardDeviation, samples);
    }
}

/// <summary>An objective of the suite: a function with exact moments on the device.</summary>
public abstract class NormalObjective : NormalFunction
{
    /// <summary><c>(x - k)^2</c>.</summary>
    public static NormalObjective Quadratic { get; } = new Closed<QuadraticObjective>();

    /// <summary><c>exp(-k x^2)</c>.</summary>
    public static NormalObjective Exponential { get; } = new Closed<ExponentialObjective>();

    /// <summary><c>cos(k x)</c>.</summary>
    public static NormalObjective Cosine { get; } = new Closed<CosineObjective>();

    internal abstract void Launch(INormalLaunch launch);

    private sealed class Closed<TObjective> : NormalObjective
        where TObjective : unmanaged, INormalObjective
    {
        internal override GradientSampler Sampler<TEstimator, TNoise>(
            float k, float mean, float standardDeviation, int numbers) =>
            SamplerOf<TEstimator, TObjective, TNoise>(k, mean, standardDeviation, numbers);

        internal override GradientSampler Scrambled<TEstimator>(float k, float mean, float standardDeviation, int samples) =>
            ScrambledOf<TEstimator, TObjective>(k, mean, standardDeviation, samples);

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

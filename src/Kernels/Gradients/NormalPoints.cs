using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The exact variance of one call of an estimator for the normal law, inside a kernel.</summary>
internal interface INormalVariance
{
    /// <summary>By mean and standard deviation, from the objective's expectations f at that point.</summary>
    static abstract DeviceGradient Of<TObjective>(NormalExpectations f, float k, float mean, float standardDeviation)
        where TObjective : unmanaged, INormalObjective;
}

/// <summary>What the exact moments of unbiased estimators for the normal law share: a gradient and a variance for every point.</summary>
internal sealed class NormalPoints<TVariance>(
    Device device, NormalBatch batch, ArrayView<float> gradient, ArrayView<float> variance) : INormalLaunch
    where TVariance : unmanaged, INormalVariance
{
    public static void Launch(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(2 * k.Length, gradient, nameof(gradient));
        DeviceGuard.Length(2 * k.Length, variance, nameof(variance));
        objective.Launch(new NormalPoints<TVariance>(device, batch, gradient, variance));
    }

    public void With<TObjective>()
        where TObjective : unmanaged, INormalObjective =>
        device.Launch(
            MomentsOfOne<TObjective>, batch.Count, batch.K, batch.Mean, batch.StandardDeviation, gradient, variance);

    // One work item: the moments at one point.
    private static void MomentsOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> gradient,
        ArrayView<float> variance)
        where TObjective : unmanaged, INormalObjective
    {
        NormalExpectations f = TObjective.Expectations(k[i], mean[i], standardDeviation[i]);
        gradient[2 * i] = f.Slope;
        gradient[(2 * i) + 1] = f.SlopeNoise;
        DeviceGradient exact = TVariance.Of<TObjective>(f, k[i], mean[i], standardDeviation[i]);
        variance[2 * i] = exact.First;
        variance[(2 * i) + 1] = exact.Second;
    }
}

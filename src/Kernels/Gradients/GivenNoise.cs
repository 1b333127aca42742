using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Runs an estimator for the normal law on noise that was given, one call for every point.</summary>
internal sealed class GivenNoise<TEstimator>(
    Device device, NormalBatch batch, int samples, ArrayView<float> noise, ArrayView<float> gradient) : INormalLaunch
    where TEstimator : unmanaged, INormalEstimator<TEstimator>
{
    public void With<TObjective>()
        where TObjective : unmanaged, INormalObjective
    {
        DeviceGuard.Length((long)batch.Count * samples, noise, nameof(noise));
        DeviceGuard.Length(2L * batch.Count, gradient, nameof(gradient));
        device.Launch(
            OneCall<TObjective>, batch.Count, batch.K, batch.Mean, batch.StandardDeviation, samples, noise, gradient);
    }

    // One work item: one call of the estimator.
    private static void OneCall<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
        where TObjective : unmanaged, INormalObjective
    {
        var problem = new NormalProblem(k[i], mean[i], standardDeviation[i]);
        TEstimator call = default;
        for (int sample = 0; sample < samples; sample++)
        {
            call = TEstimator.Add<TObjective>(call, problem, noise[(i * samples) + sample], sample);
        }

        DeviceGradient g = TEstimator.Result(call, problem, samples);
        gradient[2 * i] = g.First;
        gradient[(2 * i) + 1] = g.Second;
    }
}

/// <summary>Runs an estimator for the Bernoulli law on noise that was given, one call for every point.</summary>
internal static class GivenUniforms<TEstimator>
    where TEstimator : unmanaged, IEstimator<TEstimator, BernoulliProblem>
{
    /// <summary>Launches a call of so many samples for every point.</summary>
    public static void Launch(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length * samples, uniforms, nameof(uniforms));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        device.Launch(OneCall, (int)target.Length, target, logit, samples, uniforms, gradient);
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        BernoulliProblem problem = BernoulliProblem.At(target[i], logit[i]);
        TEstimator call = default;
        for (int sample = 0; sample < samples; sample++)
        {
            call = TEstimator.Add(call, problem, uniforms[(i * samples) + sample], sample);
        }

        gradient[i] = TEstimator.Result(call, problem, samples).First;
    }
}

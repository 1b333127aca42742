using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>A target, the logit of a Bernoulli law and the temperature of its relaxation, as kernels take them.</summary>
internal readonly struct RelaxedProblem(float target, float logit, float temperature)
{
    public readonly float Target = target;
    public readonly float Logit = logit;
    public readonly float Temperature = temperature;
}

/// <summary>Runs a relaxing estimator on noise that was given, one call of one uniform number for every point.</summary>
internal static class GivenRelaxedUniforms<TEstimator>
    where TEstimator : unmanaged, IEstimator<TEstimator, RelaxedProblem>
{
    public static void Launch(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, temperature, nameof(temperature));
        DeviceGuard.Length(target.Length, uniforms, nameof(uniforms));
        DeviceGuard.Length(target.Length, gradient, nameof(gradient));
        device.Launch(OneCall, (int)target.Length, target, logit, temperature, uniforms, gradient);
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        var problem = new RelaxedProblem(target[i], logit[i], temperature[i]);
        TEstimator call = TEstimator.Add(default, problem, uniforms[i], 0);
        gradient[i] = TEstimator.Result(call, problem, 1).First;
    }
}

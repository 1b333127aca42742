using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Runs an estimator for bits of one logit on noise that was given, one call for every point.</summary>
internal static class GivenToyUniforms<TEstimator>
    where TEstimator : unmanaged, IEstimator<TEstimator, BernoulliToyProblem>
{
    /// <summary>Launches a call of so many samples for every point.</summary>
    public static void Launch(
        Device device,
        ArrayView<float> targets,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        int bits = ToyPoints.Bits(device, targets, logit);
        DeviceGuard.Length(targets.Length * samples, uniforms, nameof(uniforms));
        DeviceGuard.Length(logit.Length, gradient, nameof(gradient));
        device.Launch(OneCall, (int)logit.Length, bits, targets, logit, samples, uniforms, gradient);
    }

    // One work item: one call of the estimator.
    private static void OneCall(
        Index1D i,
        int bits,
        ArrayView<float> targets,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        var problem = BernoulliToyProblem.At(new ToyTargets(targets, i * bits, bits), logit[i], 0f);
        int numbers = bits * samples;
        TEstimator call = default;
        for (int number = 0; number < numbers; number++)
        {
            call = TEstimator.Add(call, problem, uniforms[(i * numbers) + number], number);
        }

        gradient[i] = TEstimator.Result(call, problem, numbers).First;
    }
}

/// <summary>What the exact moments of the estimators for bits of one logit share: a gradient and a variance for every point.</summary>
internal static class ToyPoints
{
    public static void Launch(
        Device device,
        Action<Index1D, int, ArrayView<float>, ArrayView<float>, ArrayView<float>, ArrayView<float>> momentsOfOne,
        ArrayView<float> targets,
        ArrayView<float> logit,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        int bits = Bits(device, targets, logit);
        DeviceGuard.Length(logit.Length, gradient, nameof(gradient));
        DeviceGuard.Length(logit.Length, variance, nameof(variance));
        device.Launch(momentsOfOne, (int)logit.Length, bits, targets, logit, gradient, variance);
    }

    /// <summary>The targets of every point, at most as many as a kernel holds.</summary>
    public static int Bits(Device device, ArrayView<float> targets, ArrayView<float> logit)
    {
        ArgumentNullException.ThrowIfNull(device);
        int bits = DeviceGuard.RowWidth(logit.Length, targets, nameof(targets));
        DeviceGuard.Within(bits, 1, BernoulliToyProblem.MostBits, "the length of targets");
        return bits;
    }
}

using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>What tunes REBAR on a device.</summary>
public static class DynamicRebarKernels
{
    /// <summary>The scale of least variance at a temperature, by quadrature, for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="scale">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliScale(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, temperature, nameof(temperature));
        DeviceGuard.Length(target.Length, scale, nameof(scale));
        device.Launch(ScaleOfOne, (int)target.Length, target, logit, temperature, scale);
    }

    /// <summary>The gradient of one call's square on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="target">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="temperature">Shape [N], positive.</param>
    /// <param name="scale">Shape [N].</param>
    /// <param name="uniforms">Shape [N, 2], strictly between 0 and 1.</param>
    /// <param name="change">Shape [N, 2], written: by (scale, temperature).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void BernoulliTuning(
        Device device,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> uniforms,
        ArrayView<float> change)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(target.Length, logit, nameof(logit));
        DeviceGuard.Length(target.Length, temperature, nameof(temperature));
        DeviceGuard.Length(target.Length, scale, nameof(scale));
        DeviceGuard.Length(2 * target.Length, uniforms, nameof(uniforms));
        DeviceGuard.Length(2 * target.Length, change, nameof(change));
        device.Launch(TuningOfOne, (int)target.Length, target, logit, temperature, scale, uniforms, change);
    }

    // One work item: the quadrature at one point.
    private static void ScaleOfOne(
        Index1D i, ArrayView<float> target, ArrayView<float> logit, ArrayView<float> temperature, ArrayView<float> scale)
    {
        var problem = new RebarProblem(BernoulliProblem.At(target[i], logit[i]), logit[i], temperature[i], 1f, 0f);
        ControlSums sums = ControlSums.Of(problem);
        scale[i] = -sums.OfFirst / sums.First;
    }

    // One work item: one call, and what it changes by.
    private static void TuningOfOne(
        Index1D i,
        ArrayView<float> target,
        ArrayView<float> logit,
        ArrayView<float> temperature,
        ArrayView<float> scale,
        ArrayView<float> uniforms,
        ArrayView<float> change)
    {
        var problem = new RebarProblem(BernoulliProblem.At(target[i], logit[i]), logit[i], temperature[i], scale[i], 0f);
        RelaxedChange call = RelaxedChange.At(problem, uniforms[2 * i], uniforms[(2 * i) + 1]);
        RelaxedPart atFree = RelaxedPart.ByTemperature(problem, call.Free);
        RelaxedPart atHeld = RelaxedPart.ByTemperature(problem, call.Held);
        change[2 * i] = call.ByWeight(problem.With(1f, 0f));
        change[(2 * i) + 1] = call.OfSquare(atFree, atHeld);
    }
}

using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The objectives under a normal law on a device.</summary>
public static class ObjectivesKernels
{
    /// <summary>f(x[i]) for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="value">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Value(
        Device device, NormalObjective objective, ArrayView<float> k, ArrayView<float> x, ArrayView<float> value)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.Length(k.Length, x, nameof(x));
        DeviceGuard.Length(k.Length, value, nameof(value));
        objective.Launch(new ValueLaunch(device, k, x, value));
    }

    /// <summary>f'(x[i]) for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="derivative">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Derivative(
        Device device, NormalObjective objective, ArrayView<float> k, ArrayView<float> x, ArrayView<float> derivative)
    {
        ArgumentNullException.ThrowIfNull(objective);
        DeviceGuard.Length(k.Length, x, nameof(x));
        DeviceGuard.Length(k.Length, derivative, nameof(derivative));
        objective.Launch(new DerivativeLaunch(device, k, x, derivative));
    }

    /// <summary>E f at every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="expectation">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Expectation(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> expectation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        DeviceGuard.Length(k.Length, expectation, nameof(expectation));
        objective.Launch(new ExpectationLaunch(device, batch, expectation));
    }

    // One work item: one value.
    private static void ValueOfOne<TObjective>(
        Index1D i, ArrayView<float> k, ArrayView<float> x, ArrayView<float> value)
        where TObjective : unmanaged, INormalObjective => value[i] = TObjective.Value(x[i], k[i]);

    // One work item: one derivative.
    private static void DerivativeOfOne<TObjective>(
        Index1D i, ArrayView<float> k, ArrayView<float> x, ArrayView<float> derivative)
        where TObjective : unmanaged, INormalObjective => derivative[i] = TObjective.Derivative(x[i], k[i]);

    // One work item: one expectation.
    private static void ExpectationOfOne<TObjective>(
        Index1D i,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> expectation)
        where TObjective : unmanaged, INormalObjective =>
        expectation[i] = TObjective.Expectations(k[i], mean[i], standardDeviation[i]).Value;

    private sealed class ValueLaunch(
        Device device, ArrayView<float> k, ArrayView<float> x, ArrayView<float> value) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(ValueOfOne<TObjective>, (int)k.Length, k, x, value);
    }

    private sealed class DerivativeLaunch(
        Device device, ArrayView<float> k, ArrayView<float> x, ArrayView<float> derivative) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(DerivativeOfOne<TObjective>, (int)k.Length, k, x, derivative);
    }

    private sealed class ExpectationLaunch(
        Device device, NormalBatch batch, ArrayView<float> expectation) : INormalLaunch
    {
        public void With<TObjective>()
            where TObjective : unmanaged, INormalObjective =>
            device.Launch(
                ExpectationOfOne<TObjective>, batch.Count, batch.K, batch.Mean, batch.StandardDeviation, expectation);
    }
}

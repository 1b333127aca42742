using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <content>The beta family.</content>
public static partial class SpecialFunctionsKernels
{
    /// <summary>ln B(a[i], b[i]), for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="a">Shape [N].</param>
    /// <param name="b">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogBeta(Device device, ArrayView<float> a, ArrayView<float> b, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(a.Length, b, nameof(b));
        DeviceGuard.Length(a.Length, result, nameof(result));
        device.Launch(LogBetaOfOne, (int)a.Length, a, b, result);
    }

    /// <summary>The regularised incomplete beta function of parameters a[i] and b[i] at x[i], for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="a">Shape [N].</param>
    /// <param name="b">Shape [N].</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void IncompleteBeta(
        Device device, ArrayView<float> a, ArrayView<float> b, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(a.Length, b, nameof(b));
        DeviceGuard.Length(a.Length, x, nameof(x));
        DeviceGuard.Length(a.Length, result, nameof(result));
        device.Launch(IncompleteBetaOfOne, (int)a.Length, a, b, x, result);
    }

    /// <summary>One less the regularised incomplete beta function, without cancellation, for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="a">Shape [N].</param>
    /// <param name="b">Shape [N].</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void IncompleteBetaComplement(
        Device device, ArrayView<float> a, ArrayView<float> b, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(a.Length, b, nameof(b));
        DeviceGuard.Length(a.Length, x, nameof(x));
        DeviceGuard.Length(a.Length, result, nameof(result));
        device.Launch(IncompleteBetaComplementOfOne, (int)a.Length, a, b, x, result);
    }

    /// <summary>The x where the regularised incomplete beta function of parameters a[i] and b[i] is p[i], for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="a">Shape [N].</param>
    /// <param name="b">Shape [N].</param>
    /// <param name="p">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void IncompleteBetaInverse(
        Device device, ArrayView<float> a, ArrayView<float> b, ArrayView<float> p, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(a.Length, b, nameof(b));
        DeviceGuard.Length(a.Length, p, nameof(p));
        DeviceGuard.Length(a.Length, result, nameof(result));
        device.Launch(IncompleteBetaInverseOfOne, (int)a.Length, a, b, p, result);
    }

    // In each of these, one work item is one value, computed in double and rounded once.
    private static void LogBetaOfOne(Index1D i, ArrayView<float> a, ArrayView<float> b, ArrayView<float> result) =>
        result[i] = (float)DeviceIncompleteBeta.LogBeta(a[i], b[i]);

    private static void IncompleteBetaOfOne(
        Index1D i, ArrayView<float> a, ArrayView<float> b, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = (float)DeviceIncompleteBeta.Tails(a[i], b[i], x[i], 1.0 - x[i]).Lower;

    private static void IncompleteBetaComplementOfOne(
        Index1D i, ArrayView<float> a, ArrayView<float> b, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = (float)DeviceIncompleteBeta.Tails(a[i], b[i], x[i], 1.0 - x[i]).Upper;

    private static void IncompleteBetaInverseOfOne(
        Index1D i, ArrayView<float> a, ArrayView<float> b, ArrayView<float> p, ArrayView<float> result) =>
        result[i] = DeviceIncompleteBeta.Inverse(a[i], b[i], p[i]);
}

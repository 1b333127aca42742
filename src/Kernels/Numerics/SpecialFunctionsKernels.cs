using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>Special functions on a device: the error function family, the gamma family, the beta family.</summary>
public static partial class SpecialFunctionsKernels
{
    /// <summary>erf(x[i]) for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Erf(Device device, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, result, nameof(result));
        device.Launch(ErfOfOne, (int)x.Length, x, result);
    }

    /// <summary>erfc(x[i]) for every i, small values to full relative accuracy.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Erfc(Device device, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, result, nameof(result));
        device.Launch(ErfcOfOne, (int)x.Length, x, result);
    }

    /// <summary>The inverse of erf at p[i] for every i; NaN outside [-1, 1].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="p">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ErfInverse(Device device, ArrayView<float> p, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(p.Length, result, nameof(result));
        device.Launch(ErfInverseOfOne, (int)p.Length, p, result);
    }

    /// <summary>The inverse of erfc at y[i] for every i; NaN outside [0, 2].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="y">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ErfcInverse(Device device, ArrayView<float> y, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(y.Length, result, nameof(result));
        device.Launch(ErfcInverseOfOne, (int)y.Length, y, result);
    }

    // In each of these, one work item is one value.
    private static void ErfOfOne(Index1D i, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = DeviceErrorFunction.Erf(x[i]);

    private static void ErfcOfOne(Index1D i, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = DeviceErrorFunction.Erfc(x[i]);

    private static void ErfInverseOfOne(Index1D i, ArrayView<float> p, ArrayView<float> result) =>
        result[i] = DeviceErrorFunction.ErfInverse(p[i]);

    private static void ErfcInverseOfOne(Index1D i, ArrayView<float> y, ArrayView<float> result) =>
        result[i] = DeviceErrorFunction.ErfcInverse(y[i]);
}

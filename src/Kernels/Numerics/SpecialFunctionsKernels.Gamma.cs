using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <content>The gamma family and Dawson's integral.</content>
public static partial class SpecialFunctionsKernels
{
    /// <summary>ln Gamma(x[i]), for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogGamma(Device device, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, result, nameof(result));
        device.Launch(LogGammaOfOne, (int)x.Length, x, result);
    }

    /// <summary>The slope of ln Gamma at x[i], for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Digamma(Device device, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, result, nameof(result));
        device.Launch(DigammaOfOne, (int)x.Length, x, result);
    }

    /// <summary>Dawson's integral of x[i], for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Dawson(Device device, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, result, nameof(result));
        device.Launch(DawsonOfOne, (int)x.Length, x, result);
    }

    /// <summary>P(a[i], x[i]), the lower incomplete gamma function, for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="a">Shape [N].</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void RegularizedGammaP(Device device, ArrayView<float> a, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(a.Length, x, nameof(x));
        DeviceGuard.Length(a.Length, result, nameof(result));
        device.Launch(RegularizedGammaPOfOne, (int)a.Length, a, x, result);
    }

    /// <summary>Q(a[i], x[i]), the upper incomplete gamma function, for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="a">Shape [N].</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void RegularizedGammaQ(Device device, ArrayView<float> a, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(a.Length, x, nameof(x));
        DeviceGuard.Length(a.Length, result, nameof(result));
        device.Launch(RegularizedGammaQOfOne, (int)a.Length, a, x, result);
    }

    /// <summary>The inverse of P(a[i], x) in x at p[i], for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="a">Shape [N].</param>
    /// <param name="p">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void RegularizedGammaPInverse(
        Device device, ArrayView<float> a, ArrayView<float> p, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(a.Length, p, nameof(p));
        DeviceGuard.Length(a.Length, result, nameof(result));
        device.Launch(RegularizedGammaPInverseOfOne, (int)a.Length, a, p, result);
    }

    // In each of these, one work item is one value, computed in double and rounded once.
    private static void LogGammaOfOne(Index1D i, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = (float)DeviceGammaFunction.LogGamma(x[i]);

    private static void DigammaOfOne(Index1D i, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = (float)DeviceGammaFunction.Digamma(x[i]);

    private static void DawsonOfOne(Index1D i, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = (float)DeviceDawson.Value(x[i]);

    private static void RegularizedGammaPOfOne(
        Index1D i, ArrayView<float> a, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = (float)DeviceIncompleteGamma.Tails(a[i], x[i]).Lower;

    private static void RegularizedGammaQOfOne(
        Index1D i, ArrayView<float> a, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = (float)DeviceIncompleteGamma.Tails(a[i], x[i]).Upper;

    private static void RegularizedGammaPInverseOfOne(
        Index1D i, ArrayView<float> a, ArrayView<float> p, ArrayView<float> result) =>
        result[i] = DeviceIncompleteGamma.Inverse(a[i], p[i]);
}

using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>The elementary functions on a device, element by element.</summary>
public static class ElementaryKernels
{
    /// <summary>y[i] = ln x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Log(Device device, ArrayView<float> x, ArrayView<float> y) => Launch(device, LogOfOne, x, y);

    /// <summary>y[i] = e^x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Exp(Device device, ArrayView<float> x, ArrayView<float> y) => Launch(device, ExpOfOne, x, y);

    /// <summary>y[i] = sin x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N], in radians.</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Sin(Device device, ArrayView<float> x, ArrayView<float> y) => Launch(device, SinOfOne, x, y);

    /// <summary>y[i] = cos x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N], in radians.</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Cos(Device device, ArrayView<float> x, ArrayView<float> y) => Launch(device, CosOfOne, x, y);

    /// <summary>y[i] = tanh x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Tanh(Device device, ArrayView<float> x, ArrayView<float> y) => Launch(device, TanhOfOne, x, y);

    internal static void Launch(
        Device device, Action<Index1D, ArrayView<float>, ArrayView<float>> body, ArrayView<float> x, ArrayView<float> y)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, y, nameof(y));
        device.Launch(body, (int)x.Length, x, y);
    }

    // Each body: one work item computes one element.
    private static void LogOfOne(Index1D i, ArrayView<float> x, ArrayView<float> y) => y[i] = DeviceMath.Log(x[i]);

    private static void ExpOfOne(Index1D i, ArrayView<float> x, ArrayView<float> y) => y[i] = DeviceMath.Exp(x[i]);

    private static void SinOfOne(Index1D i, ArrayView<float> x, ArrayView<float> y) => y[i] = DeviceMath.Sin(x[i]);

    private static void CosOfOne(Index1D i, ArrayView<float> x, ArrayView<float> y) => y[i] = DeviceMath.Cos(x[i]);

    private static void TanhOfOne(Index1D i, ArrayView<float> x, ArrayView<float> y) => y[i] = DeviceMath.Tanh(x[i]);
}

using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>The elementary functions on a device, element by element; their largest errors stand in <see cref="UlpBounds"/>.</summary>
public static class ElementaryKernels
{
    /// <summary>y[i] = ln x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Log(Device device, ArrayView<float> x, ArrayView<float> y) =>
        device.LaunchForEach<LogFunction>(x, y);

    /// <summary>y[i] = e^x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Exp(Device device, ArrayView<float> x, ArrayView<float> y) =>
        device.LaunchForEach<ExpFunction>(x, y);

    /// <summary>y[i] = sin x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N], in radians.</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Sin(Device device, ArrayView<float> x, ArrayView<float> y) =>
        device.LaunchForEach<SinFunction>(x, y);

    /// <summary>y[i] = cos x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N], in radians.</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Cos(Device device, ArrayView<float> x, ArrayView<float> y) =>
        device.LaunchForEach<CosFunction>(x, y);

    /// <summary>y[i] = tanh x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Tanh(Device device, ArrayView<float> x, ArrayView<float> y) =>
        device.LaunchForEach<TanhFunction>(x, y);

    private readonly struct LogFunction : IUnaryFunction
    {
        public static float Of(float x) => DeviceMath.Log(x);
    }

    private readonly struct ExpFunction : IUnaryFunction
    {
        public static float Of(float x) => DeviceMath.Exp(x);
    }

    private readonly struct SinFunction : IUnaryFunction
    {
        public static float Of(float x) => DeviceMath.Sin(x);
    }

    private readonly struct CosFunction : IUnaryFunction
    {
        public static float Of(float x) => DeviceMath.Cos(x);
    }

    private readonly struct TanhFunction : IUnaryFunction
    {
        public static float Of(float x) => DeviceMath.Tanh(x);
    }
}

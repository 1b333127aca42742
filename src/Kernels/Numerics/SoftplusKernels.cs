using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>The softplus function on a device.</summary>
public static class SoftplusKernels
{
    /// <summary>y[i] = ln(1 + e^x[i]).</summary>
    /// <remarks>Error: at most <see cref="UlpBounds.Softplus"/> spacings of the float result.</remarks>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Value(Device device, ArrayView<float> x, ArrayView<float> y) =>
        device.LaunchForEach<Function>(x, y);

    private readonly struct Function : IUnaryFunction
    {
        public static float Of(float x) => DeviceMath.Softplus(x);
    }
}

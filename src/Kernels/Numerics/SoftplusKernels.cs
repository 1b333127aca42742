using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>The softplus function on a device.</summary>
public static class SoftplusKernels
{
    /// <summary>y[i] = ln(1 + e^x[i]).</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Value(Device device, ArrayView<float> x, ArrayView<float> y) =>
        ElementaryKernels.Launch(device, ValueOfOne, x, y);

    // One work item: one element.
    private static void ValueOfOne(Index1D i, ArrayView<float> x, ArrayView<float> y) =>
        y[i] = DeviceMath.Softplus(x[i]);
}

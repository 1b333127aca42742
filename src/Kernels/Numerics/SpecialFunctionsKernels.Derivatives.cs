using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <content>Derivatives of the gamma family.</content>
public static partial class SpecialFunctionsKernels
{
    /// <summary>A derivative of digamma at x[i], for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="order">Which derivative: 1, 2 or 3.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order here.</exception>
    public static void Polygamma(Device device, int order, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Within(order, 1, 3, nameof(order));
        DeviceGuard.Length(x.Length, result, nameof(result));
        device.Launch(PolygammaOfOne, (int)x.Length, order, x, result);
    }

    /// <summary>The derivative of P(a[i], x[i]) by its shape a, for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="a">Shape [N].</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void RegularizedGammaPByShape(Device device, ArrayView<float> a, ArrayView<float> x, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(a.Length, x, nameof(x));
        DeviceGuard.Length(a.Length, result, nameof(result));
        device.Launch(RegularizedGammaPByShapeOfOne, (int)a.Length, a, x, result);
    }

    // In each of these, one work item is one value, computed in double and rounded once.
    private static void PolygammaOfOne(Index1D i, int order, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = (float)DevicePolygamma.Value(order, x[i]);

    private static void RegularizedGammaPByShapeOfOne(
        Index1D i, ArrayView<float> a, ArrayView<float> x, ArrayView<float> result) =>
        result[i] = (float)DeviceIncompleteGammaByShape.Value(a[i], x[i]);
}

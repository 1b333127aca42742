using BayesBench.Kernels;
using ILGPU;

namespace BayesBench.Agreements.Numerics;

/// <summary>What the agreements of functions of one number have in common.</summary>
internal static class Unary
{
    /// <summary>
    /// Zeros, the ends of the subnormal and of the normal numbers, infinities, NaN, where textbook formulas of softplus and
    /// tanh lose all digits (1e-7) or overflow (45, 100), and where exp does (88.7 to 89, -103 to -104).
    /// </summary>
    public static IReadOnlyList<object[]> Edges { get; } =
        [.. EdgeNumbers().Select(number => (object[])[(double)number])];

    public static Action<Device, Batch> Kernel(Action<Device, ArrayView<float>, ArrayView<float>> kernel) =>
        (device, batch) => kernel(device, batch.In(0), batch.Out());

    public static Func<InputSource, object[]> Argument(Func<InputSource, double> draw) => source => [draw(source)];

    private static float[] EdgeNumbers() =>
    [
        0f, -0f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, -1.1754942e-38f, 1.17549435e-38f, -1.17549435e-38f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
        1f, -1f, 0.99999994f, -0.99999994f, 1.0000001f, -1.0000001f, 1e-7f, -1e-7f, 0.70710677f, 1.4142135f, -0.2928932f,
        0.625f, -0.625f, 0.785398185f, 1.57079637f, 3.14159274f, -6.28318548f, 1e22f, -1e22f,
        45f, -45f, 88.72283f, 88.72284f, -87.33655f, -103.2789f, -103.97208f, -103.97209f, 89f, -104f, 100f, -100f,
        -150f, -200f,
    ];
}

using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <summary>Sums of numbers that are known by their logarithms, on a device.</summary>
public static class LogSumExpKernels
{
    /// <summary>ln sum_i exp(values[n, i]) for every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="values">Shape [N, D].</param>
    /// <param name="result">Shape [N], written.</param>
    /// <exception cref="ArgumentException">The values are not N rows.</exception>
    public static void Value(Device device, ArrayView<float> values, ArrayView<float> result)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(result.Length, values, nameof(values));
        RowSums.ForEachChunk(device, values, (int)result.Length, width, chunk => device.Launch(
            ValueOfRow, chunk.Count, chunk.Count, chunk.Sums, result.SubView(chunk.First, chunk.Count)));
    }

    /// <summary>ln of the mean of exp(values[n, i]) over every row n.</summary>
    internal static void LaunchLogOfMeans(
        this Device device, int width, ArrayView<float> values, ArrayView<float> result) =>
        RowSums.ForEachChunk(device, values, (int)result.Length, width, chunk => device.Launch(
            MeanOfRow, chunk.Count, chunk.Count, (float)Math.Log(width), chunk.Sums, result.SubView(chunk.First, chunk.Count)));

    // One work item: one row, from its largest and the sum over the others.
    private static void ValueOfRow(Index1D n, int rows, ArrayView<float> sums, ArrayView<float> result)
    {
        float largest = sums[n];
        float value = largest + DeviceMath.LogOnePlus(sums[n + rows]);
        bool isFinite = (largest > float.NegativeInfinity) & (largest < float.PositiveInfinity);
        result[n] = isFinite ? value : largest;
    }

    // One work item: one row likewise; the logarithms of sum and width are near one another where the values are.
    private static void MeanOfRow(
        Index1D n, int rows, float logWidth, ArrayView<float> sums, ArrayView<float> result)
    {
        float largest = sums[n];
        float value = largest + (DeviceMath.LogOnePlus(sums[n + rows]) - logWidth);
        bool isFinite = (largest > float.NegativeInfinity) & (largest < float.PositiveInfinity);
        result[n] = isFinite ? value : largest;
    }
}

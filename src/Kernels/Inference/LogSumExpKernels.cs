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
        device.Launch(ValueOfRow, (int)result.Length, width, values, result);
    }

    // One work item: one row, read twice.
    private static void ValueOfRow(Index1D n, int width, ArrayView<float> values, ArrayView<float> result)
    {
        int start = n.X * width;
        int largest = DeviceLogSumExp.IndexOfLargest(values, start, width);
        float top = values[largest];
        bool isFinite = top > float.NegativeInfinity && top < float.PositiveInfinity;
        result[n] = isFinite ? top + DeviceLogSumExp.LogOfSumOverLargest(values, start, width, largest) : top;
    }
}

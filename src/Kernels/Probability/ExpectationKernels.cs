using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>Means of many discrete laws at once on a device.</summary>
public static class ExpectationKernels
{
    /// <summary>sum_k probabilities[n, k] values[n, k] for every law n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="values">Shape [N, K].</param>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Discrete(
        Device device, ArrayView<float> values, ArrayView<float> probabilities, ArrayView<float> mean)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(mean.Length, values, nameof(values));
        DeviceGuard.Length(values.Length, probabilities, nameof(probabilities));
        device.Launch(DiscreteOfRow, (int)mean.Length, width, values, probabilities, mean);
    }

    // One work item: one law, summed in double, where a product of two floats is exact.
    private static void DiscreteOfRow(
        Index1D n, int width, ArrayView<float> values, ArrayView<float> probabilities, ArrayView<float> mean) =>
        mean[n] = (float)DeviceDiscreteLaw.Mean(values, probabilities, n.X * width, width);
}

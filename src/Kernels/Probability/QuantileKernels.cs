using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>Quantiles of many discrete laws at once on a device.</summary>
public static class QuantileKernels
{
    /// <summary>The least x with Pr[X &lt;= x] at least probability[n], for every law n.</summary>
    /// <remarks>
    /// Probabilities are summed in double: exactly, if all are multiples of 2^-52. The values need no order, and none is
    /// made: a quantile is found by steps from one value to the next greater, each of which reads the row.
    /// </remarks>
    /// <param name="device">Where to run.</param>
    /// <param name="values">Shape [N, K].</param>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="quantile">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Discrete(
        Device device,
        ArrayView<float> values,
        ArrayView<float> probabilities,
        ArrayView<float> probability,
        ArrayView<float> quantile)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(quantile.Length, values, nameof(values));
        DeviceGuard.Length(values.Length, probabilities, nameof(probabilities));
        DeviceGuard.Length(quantile.Length, probability, nameof(probability));
        device.Launch(DiscreteOfRow, (int)quantile.Length, width, values, probabilities, probability, quantile);
    }

    // One work item: one law.
    private static void DiscreteOfRow(
        Index1D n,
        int width,
        ArrayView<float> values,
        ArrayView<float> probabilities,
        ArrayView<float> probability,
        ArrayView<float> quantile)
    {
        int start = n.X * width;
        float x = DeviceDiscreteLaw.LeastAbove(float.NegativeInfinity, values, probabilities, start, width);
        float next = DeviceDiscreteLaw.LeastAbove(x, values, probabilities, start, width);
        double reached = DeviceDiscreteLaw.MassAt(x, values, probabilities, start, width);
        while (reached < probability[n] && next < float.PositiveInfinity)
        {
            x = next;
            next = DeviceDiscreteLaw.LeastAbove(x, values, probabilities, start, width);
            reached += DeviceDiscreteLaw.MassAt(x, values, probabilities, start, width);
        }

        quantile[n] = x;
    }
}

using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <summary>Importance-weighted bounds of many data at once on a device.</summary>
public static class ImportanceWeightedKernels
{
    /// <summary>ln((1/K) sum_k exp(logWeights[n, k])) for every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logWeights">Shape [N, K].</param>
    /// <param name="bound">Shape [N], written.</param>
    /// <exception cref="ArgumentException">The weights are not N rows.</exception>
    public static void Bound(Device device, ArrayView<float> logWeights, ArrayView<float> bound)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(bound.Length, logWeights, nameof(logWeights));
        device.LaunchLogOfMeans(width, logWeights, bound);
    }
}

using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

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

    /// <summary>The log-evidence of every row's weights, its standard error and the effective sample size.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logWeights">Shape [N, K], each finite or minus infinity, of no row all of these.</param>
    /// <param name="value">Shape [N], written.</param>
    /// <param name="standardError">Shape [N], written; NaN of one weight.</param>
    /// <param name="effectiveSampleSize">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogEvidence(
        Device device,
        ArrayView<float> logWeights,
        ArrayView<float> value,
        ArrayView<float> standardError,
        ArrayView<float> effectiveSampleSize)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(value.Length, logWeights, nameof(logWeights));
        DeviceGuard.Length(value.Length, standardError, nameof(standardError));
        DeviceGuard.Length(value.Length, effectiveSampleSize, nameof(effectiveSampleSize));
        device.Launch(LogEvidenceOfRow, (int)value.Length, width, logWeights, value, standardError, effectiveSampleSize);
    }

    // One work item: one row, in double: weights that are nearly equal differ by little.
    private static void LogEvidenceOfRow(
        Index1D n,
        int width,
        ArrayView<float> logWeights,
        ArrayView<float> value,
        ArrayView<float> standardError,
        ArrayView<float> effectiveSampleSize)
    {
        int start = n.X * width;
        float largest = logWeights[start];
        for (int k = start + 1; k < start + width; k++)
        {
            largest = logWeights[k] > largest ? logWeights[k] : largest;
        }

        double sum = 0;
        for (int k = start; k < start + width; k++)
        {
            sum += Weight(logWeights[k], largest);
        }

        double mean = sum / width;
        double spread = 0;
        double squares = 0;
        for (int k = start; k < start + width; k++)
        {
            double weight = Weight(logWeights[k], largest);
            spread += (weight - mean) * (weight - mean);
            squares += weight * weight;
        }

        double count = width;
        value[n] = (float)(largest + DeviceDouble.Log(mean));
        standardError[n] = (float)(XMath.Sqrt(spread / (count * (count - 1))) / mean);
        effectiveSampleSize[n] = (float)(sum * sum / squares);
    }

    private static double Weight(float logWeight, float largest) => DeviceDouble.Exp((double)logWeight - largest);
}

using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Models;

/// <content>Is an image of the kind that the model has learned?</content>
public static partial class VariationalAutoencoderKernels
{
    /// <summary>Shares of known images that are no less strange: by their density, and by its distance from a centre.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logEvidence">Shape [N].</param>
    /// <param name="known">Shape [M], at least one.</param>
    /// <param name="centre">Of the known ones.</param>
    /// <param name="density">Shape [N], written.</param>
    /// <param name="typicality">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no known image.</exception>
    public static void OutOfDomainScore(
        Device device,
        ArrayView<float> logEvidence,
        ArrayView<float> known,
        float centre,
        ArrayView<float> density,
        ArrayView<float> typicality)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(known.Length, nameof(known));
        DeviceGuard.Length(logEvidence.Length, density, nameof(density));
        DeviceGuard.Length(logEvidence.Length, typicality, nameof(typicality));
        device.Launch(
            ScoreOfOne, (int)logEvidence.Length, (int)known.Length, logEvidence, known, centre, density, typicality);
    }

    // One work item: one image, the known ones in a loop. Differences of floats are exact in double, or nearly.
    private static void ScoreOfOne(
        Index1D n,
        int count,
        ArrayView<float> logEvidence,
        ArrayView<float> known,
        float centre,
        ArrayView<float> density,
        ArrayView<float> typicality)
    {
        double value = logEvidence[n];
        double distance = XMath.Abs(value - centre);
        int below = 0;
        int farther = 0;
        for (int m = 0; m < count; m++)
        {
            double other = known[m];
            below += other <= value ? 1 : 0;
            farther += XMath.Abs(other - centre) >= distance ? 1 : 0;
        }

        density[n] = (float)((double)below / count);
        typicality[n] = (float)((double)farther / count);
    }
}

using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>Beta laws, in double and rounded once.</content>
public static partial class KullbackLeiblerKernels
{
    /// <summary>KL(Beta(alpha[i], beta[i]) || Beta(otherAlpha[i], otherBeta[i])) for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="otherAlpha">Shape [N].</param>
    /// <param name="otherBeta">Shape [N].</param>
    /// <param name="divergence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Beta(
        Device device,
        ArrayView<float> alpha,
        ArrayView<float> beta,
        ArrayView<float> otherAlpha,
        ArrayView<float> otherBeta,
        ArrayView<float> divergence)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(alpha.Length, otherAlpha, nameof(otherAlpha));
        DeviceGuard.Length(alpha.Length, otherBeta, nameof(otherBeta));
        DeviceGuard.Length(alpha.Length, divergence, nameof(divergence));
        device.Launch(BetaOfOne, (int)alpha.Length, alpha, beta, otherAlpha, otherBeta, divergence);
    }

    // One work item: one divergence.
    private static void BetaOfOne(
        Index1D i,
        ArrayView<float> alpha,
        ArrayView<float> beta,
        ArrayView<float> otherAlpha,
        ArrayView<float> otherBeta,
        ArrayView<float> divergence) =>
        divergence[i] = (float)DeviceBetaDivergence.Value(alpha[i], beta[i], otherAlpha[i], otherBeta[i]);
}

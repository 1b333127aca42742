using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <summary>Predictive log-probabilities of many observations at once on a device.</summary>
public static class PosteriorPredictiveKernels
{
    /// <summary>ln((1/S) sum_s exp(logLikelihoods[n, s])) for every observation n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logLikelihoods">Shape [N, S], one for each draw of the posterior.</param>
    /// <param name="logProbability">Shape [N], written.</param>
    /// <exception cref="ArgumentException">The log-likelihoods are not N rows.</exception>
    public static void MonteCarlo(Device device, ArrayView<float> logLikelihoods, ArrayView<float> logProbability)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(logProbability.Length, logLikelihoods, nameof(logLikelihoods));
        device.LaunchLogOfMeans(width, logLikelihoods, logProbability);
    }
}

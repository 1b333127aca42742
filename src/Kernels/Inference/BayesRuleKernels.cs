using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <summary>Bayes' theorem for many observations at once on a device.</summary>
public static class BayesRuleKernels
{
    /// <summary>The posterior and the evidence of every observation n; NaN where no possible hypothesis explains it.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="prior">Shape [N, K].</param>
    /// <param name="likelihood">Shape [N, K].</param>
    /// <param name="posterior">Shape [N, K], written.</param>
    /// <param name="evidence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Posterior(
        Device device,
        ArrayView<float> prior,
        ArrayView<float> likelihood,
        ArrayView<float> posterior,
        ArrayView<float> evidence)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(evidence.Length, prior, nameof(prior));
        DeviceGuard.Length(prior.Length, likelihood, nameof(likelihood));
        DeviceGuard.Length(prior.Length, posterior, nameof(posterior));
        device.Launch(PosteriorOfRow, (int)evidence.Length, width, prior, likelihood, posterior, evidence);
    }

    /// <summary>The same from log-likelihoods of any size; the evidence by its logarithm.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="prior">Shape [N, K].</param>
    /// <param name="logLikelihood">Shape [N, K].</param>
    /// <param name="posterior">Shape [N, K], written.</param>
    /// <param name="logEvidence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void PosteriorFromLog(
        Device device,
        ArrayView<float> prior,
        ArrayView<float> logLikelihood,
        ArrayView<float> posterior,
        ArrayView<float> logEvidence)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(logEvidence.Length, prior, nameof(prior));
        DeviceGuard.Length(prior.Length, logLikelihood, nameof(logLikelihood));
        DeviceGuard.Length(prior.Length, posterior, nameof(posterior));
        device.Launch(
            PosteriorFromLogOfRow, (int)logEvidence.Length, width, prior, logLikelihood, posterior, logEvidence);
    }

    // One work item: one observation; in double, where the products are exact and none underflows.
    private static void PosteriorOfRow(
        Index1D n,
        int width,
        ArrayView<float> prior,
        ArrayView<float> likelihood,
        ArrayView<float> posterior,
        ArrayView<float> evidence)
    {
        int start = n.X * width;
        double sum = 0;
        for (int k = start; k < start + width; k++)
        {
            sum += (double)prior[k] * likelihood[k];
        }

        for (int k = start; k < start + width; k++)
        {
            posterior[k] = (float)((double)prior[k] * likelihood[k] / sum);
        }

        evidence[n] = (float)sum;
    }

    // One work item: one observation; the logarithms of the products are kept where the posterior will stand.
    private static void PosteriorFromLogOfRow(
        Index1D n,
        int width,
        ArrayView<float> prior,
        ArrayView<float> logLikelihood,
        ArrayView<float> posterior,
        ArrayView<float> logEvidence)
    {
        int start = n.X * width;
        float reference = float.NegativeInfinity;
        for (int k = start; k < start + width; k++)
        {
            reference = prior[k] > 0f && logLikelihood[k] > reference ? logLikelihood[k] : reference;
        }

        for (int k = start; k < start + width; k++)
        {
            posterior[k] = prior[k] > 0f
                ? logLikelihood[k] - reference + DeviceMath.Log(prior[k])
                : float.NegativeInfinity;
        }

        int largest = DeviceLogSumExp.IndexOfLargest(posterior, start, width);
        float top = posterior[largest];
        logEvidence[n] = reference + (top + DeviceLogSumExp.LogOfSumOverLargest(posterior, start, width, largest));
        double sum = 0;
        for (int k = start; k < start + width; k++)
        {
            float weight = DeviceMath.Exp(posterior[k] - top);
            posterior[k] = weight;
            sum += weight;
        }

        for (int k = start; k < start + width; k++)
        {
            posterior[k] = (float)(posterior[k] / sum);
        }
    }
}

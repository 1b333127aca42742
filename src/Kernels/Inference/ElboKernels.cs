using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Inference;

/// <summary>The evidence lower bound on a device: one model, one bound a row.</summary>
public static class ElboKernels
{
    private const float HalfLogTwoPi = 0.918938533f;

    /// <summary>Row n's average of logJoint - logDensity over its draws.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logJoint">Shape [N, S].</param>
    /// <param name="logDensity">Shape [N, S].</param>
    /// <param name="estimate">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Estimate(
        Device device, ArrayView<float> logJoint, ArrayView<float> logDensity, ArrayView<float> estimate)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(estimate.Length, logJoint, nameof(logJoint));
        DeviceGuard.Length(logJoint.Length, logDensity, nameof(logDensity));
        device.Launch(EstimateOfRow, (int)estimate.Length, width, logJoint, logDensity, estimate);
    }

    /// <summary>The bound of the normal model of row n: data y[n], prior, noise and approximate posterior of row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="y">Shape [N, D].</param>
    /// <param name="priorMean">Shape [N].</param>
    /// <param name="priorStandardDeviation">Shape [N].</param>
    /// <param name="noiseStandardDeviation">Shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="bound">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Exact(
        Device device,
        ArrayView<float> y,
        ArrayView<float> priorMean,
        ArrayView<float> priorStandardDeviation,
        ArrayView<float> noiseStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> bound)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(bound.Length, y, nameof(y));
        DeviceGuard.Length(bound.Length, priorMean, nameof(priorMean));
        DeviceGuard.Length(bound.Length, priorStandardDeviation, nameof(priorStandardDeviation));
        DeviceGuard.Length(bound.Length, noiseStandardDeviation, nameof(noiseStandardDeviation));
        DeviceGuard.Length(bound.Length, mean, nameof(mean));
        DeviceGuard.Length(bound.Length, standardDeviation, nameof(standardDeviation));
        device.Launch(
            ExactOfRow,
            (int)bound.Length,
            width,
            y,
            priorMean,
            priorStandardDeviation,
            noiseStandardDeviation,
            mean,
            standardDeviation,
            bound);
    }

    /// <summary>The log evidence of the normal model of row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="y">Shape [N, D].</param>
    /// <param name="priorMean">Shape [N].</param>
    /// <param name="priorStandardDeviation">Shape [N].</param>
    /// <param name="noiseStandardDeviation">Shape [N].</param>
    /// <param name="logEvidence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogEvidence(
        Device device,
        ArrayView<float> y,
        ArrayView<float> priorMean,
        ArrayView<float> priorStandardDeviation,
        ArrayView<float> noiseStandardDeviation,
        ArrayView<float> logEvidence)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(logEvidence.Length, y, nameof(y));
        DeviceGuard.Length(logEvidence.Length, priorMean, nameof(priorMean));
        DeviceGuard.Length(logEvidence.Length, priorStandardDeviation, nameof(priorStandardDeviation));
        DeviceGuard.Length(logEvidence.Length, noiseStandardDeviation, nameof(noiseStandardDeviation));
        device.Launch(
            LogEvidenceOfRow,
            (int)logEvidence.Length,
            width,
            y,
            priorMean,
            priorStandardDeviation,
            noiseStandardDeviation,
            logEvidence);
    }

    // One work item: one row, summed in double.
    private static void EstimateOfRow(
        Index1D n, int width, ArrayView<float> logJoint, ArrayView<float> logDensity, ArrayView<float> estimate)
    {
        int start = n.X * width;
        double sum = 0;
        for (int s = start; s < start + width; s++)
        {
            sum += (double)logJoint[s] - logDensity[s];
        }

        estimate[n] = (float)(sum / width);
    }

    // One work item: one row, summed in double.
    private static void ExactOfRow(
        Index1D n,
        int width,
        ArrayView<float> y,
        ArrayView<float> priorMean,
        ArrayView<float> priorStandardDeviation,
        ArrayView<float> noiseStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> bound)
    {
        int start = n.X * width;
        float noise = noiseStandardDeviation[n];
        double squares = 0;
        for (int i = start; i < start + width; i++)
        {
            float z = (y[i] - mean[n]) / noise;
            squares += z * z;
        }

        float spread = standardDeviation[n] / noise;
        float misfit = (float)(0.5 * (squares + ((double)width * spread * spread)));
        float constant = width * (HalfLogTwoPi + DeviceMath.Log(noise));
        bound[n] = -constant - misfit - DeviceKullbackLeibler.Normal(
            mean[n], standardDeviation[n], priorMean[n], priorStandardDeviation[n]);
    }

    // One work item: one row, read twice; deviations are taken from the first datum, so that an offset costs no digits.
    private static void LogEvidenceOfRow(
        Index1D n,
        int width,
        ArrayView<float> y,
        ArrayView<float> priorMean,
        ArrayView<float> priorStandardDeviation,
        ArrayView<float> noiseStandardDeviation,
        ArrayView<float> logEvidence)
    {
        int start = n.X * width;
        float noise = noiseStandardDeviation[n];
        float origin = y[start];
        double sum = 0;
        for (int i = start; i < start + width; i++)
        {
            sum += (double)y[i] - origin;
        }

        double average = sum / width;
        double unexplained = 0;
        for (int i = start; i < start + width; i++)
        {
            float z = (float)((double)y[i] - origin - average) / noise;
            unexplained += z * z;
        }

        float prior = XMath.Sqrt((float)width) * priorStandardDeviation[n];
        float total = XMath.Sqrt((noise * noise) + (prior * prior));
        float shift = XMath.Sqrt((float)width) * (float)((double)origin - priorMean[n] + average) / total;
        float misfit = (float)(0.5 * (unexplained + (shift * shift)));
        float constant = (width * HalfLogTwoPi) + ((width - 1) * DeviceMath.Log(noise)) + DeviceMath.Log(total);
        logEvidence[n] = -constant - misfit;
    }
}

using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>Local reparametrisation on a device: row by row, and as a layer over a batch.</summary>
public static partial class LocalReparameterizationKernels
{
    /// <summary>Moments of N pre-activations under variational dropout's posterior.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [N, D].</param>
    /// <param name="weightMean">Shape [N, D].</param>
    /// <param name="logAlpha">Shape [N, D].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    public static void PreactivationMoments(
        Device device,
        ArrayView<float> input,
        ArrayView<float> weightMean,
        ArrayView<float> logAlpha,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        Check(device, input, weightMean, logAlpha, mean, variance);
        device.Launch(MomentsOfOne, (int)mean.Length, input, weightMean, logAlpha, mean, variance);
    }

    /// <summary>Moments of N pre-activations under independent Gaussian weights.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [N, D].</param>
    /// <param name="weightMean">Shape [N, D].</param>
    /// <param name="weightStandardDeviation">Shape [N, D].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    public static void GaussianMoments(
        Device device,
        ArrayView<float> input,
        ArrayView<float> weightMean,
        ArrayView<float> weightStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        Check(device, input, weightMean, weightStandardDeviation, mean, variance);
        device.Launch(
            GaussianMomentsOfOne, (int)mean.Length, input, weightMean, weightStandardDeviation, mean, variance);
    }

    /// <summary>Derivatives of N pre-activations by their weights' means and standard deviations.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [N, D].</param>
    /// <param name="weightStandardDeviation">Shape [N, D].</param>
    /// <param name="noise">Shape [N].</param>
    /// <param name="byMean">Shape [N, D], written.</param>
    /// <param name="byStandardDeviation">Shape [N, D], written.</param>
    public static void Derivative(
        Device device,
        ArrayView<float> input,
        ArrayView<float> weightStandardDeviation,
        ArrayView<float> noise,
        ArrayView<float> byMean,
        ArrayView<float> byStandardDeviation)
    {
        Check(device, input, weightStandardDeviation, byMean, noise, noise);
        DeviceGuard.Length(input.Length, byStandardDeviation, nameof(byStandardDeviation));
        device.Launch(
            DerivativeOfOne, (int)noise.Length, input, weightStandardDeviation, noise, byMean, byStandardDeviation);
    }

    private static void Check(
        Device device, ArrayView<float> input, ArrayView<float> a, ArrayView<float> b, ArrayView<float> rows, ArrayView<float> more)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(rows.Length, nameof(rows));
        DeviceGuard.SameLength(0, input.Length % rows.Length, nameof(input));
        DeviceGuard.Length(input.Length, a, nameof(a));
        DeviceGuard.Length(input.Length, b, nameof(b));
        DeviceGuard.Length(rows.Length, more, nameof(more));
    }

    // One work item: one pre-activation.
    private static void MomentsOfOne(
        Index1D i,
        ArrayView<float> input,
        ArrayView<float> weightMean,
        ArrayView<float> logAlpha,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        int width = (int)input.Length / (int)mean.Length;
        float m = 0;
        float v = 0;
        for (int d = i * width; d < (i + 1) * width; d++)
        {
            float term = input[d] * weightMean[d];
            m += term;
            v += DeviceMath.Exp(logAlpha[d]) * term * term;
        }

        mean[i] = m;
        variance[i] = v;
    }

    // One work item: one pre-activation.
    private static void GaussianMomentsOfOne(
        Index1D i,
        ArrayView<float> input,
        ArrayView<float> weightMean,
        ArrayView<float> weightStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        int width = (int)input.Length / (int)mean.Length;
        float m = 0;
        float v = 0;
        for (int d = i * width; d < (i + 1) * width; d++)
        {
            float deviation = input[d] * weightStandardDeviation[d];
            m += input[d] * weightMean[d];
            v += deviation * deviation;
        }

        mean[i] = m;
        variance[i] = v;
    }

    // One work item: the derivatives of one pre-activation.
    private static void DerivativeOfOne(
        Index1D i,
        ArrayView<float> input,
        ArrayView<float> weightStandardDeviation,
        ArrayView<float> noise,
        ArrayView<float> byMean,
        ArrayView<float> byStandardDeviation)
    {
        int width = (int)input.Length / (int)noise.Length;
        int first = i * width;
        int end = first + width;
        float v = 0;
        for (int d = first; d < end; d++)
        {
            float deviation = input[d] * weightStandardDeviation[d];
            v += deviation * deviation;
        }

        float perDeviation = v > 0 ? noise[i] / XMath.Sqrt(v) : 0;
        for (int d = first; d < end; d++)
        {
            byMean[d] = input[d];
            byStandardDeviation[d] = input[d] * input[d] * weightStandardDeviation[d] * perDeviation;
        }
    }
}

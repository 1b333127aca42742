using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <content>The divergence itself, which is read now and then: terms in float, sums in double, part by part.</content>
public static partial class NetworkKernels
{
    /// <summary>Parts that a layer's divergence is summed in.</summary>
    internal const int Parts = 256;

    /// <summary>The divergence of normal weights from their prior; by one draw where that is a mixture.</summary>
    internal static void GaussianDivergence(
        Device device,
        WeightPrior prior,
        LayerNoise noise,
        ArrayView<float> mean,
        ArrayView<float> logVariance,
        ArrayView<double> parts)
    {
        if (prior.IsMixture)
        {
            var mixture = DeviceScaleMixture.Of(prior.Weight, prior.StandardDeviation, prior.SecondStandardDeviation);
            device.Launch(
                MixtureDivergenceOfPart, Work.Tiles(Parts), mixture, noise.Key, noise.Stream, noise.ReplicateLow,
                noise.ReplicateHigh, mean, logVariance, parts);
        }
        else
        {
            float logPriorVariance = (float)(2 * Math.Log(prior.StandardDeviation));
            device.Launch(
                GaussianDivergenceOfPart, Work.Tiles(Parts), Precision(prior), logPriorVariance, mean, logVariance, parts);
        }
    }

    /// <summary>The divergence of sparse weights from the log-uniform prior, by the approximation that is in use.</summary>
    internal static void SparseDivergence(
        Device device, ArrayView<float> mean, ArrayView<float> logVariance, ArrayView<double> parts) =>
        device.Launch(SparseDivergenceOfPart, Work.Tiles(Parts), mean, logVariance, parts);

    // One work item: a part of the weights, side by side.
    private static void GaussianDivergenceOfPart(
        Index1D part, float precision, float logPriorVariance, ArrayView<float> mean, ArrayView<float> logVariance, ArrayView<double> parts)
    {
        int count = ((int)mean.Length + Parts - 1) / Parts;
        int end = XMath.Min((part.X + 1) * count, (int)mean.Length);
        double sum = 0;
        for (int i = part.X * count; i < end; i++)
        {
            float spread = (precision * DeviceMath.Exp(logVariance[i])) - 1f - (logVariance[i] - logPriorVariance);
            sum += 0.5f * ((precision * mean[i] * mean[i]) + spread);
        }

        parts[part] = sum;
    }

    // One work item: a part of the weights, side by side. ln(2 pi) / 2 of both laws cancels.
    private static void MixtureDivergenceOfPart(
        Index1D part,
        DeviceScaleMixture prior,
        DeviceKey key,
        uint stream,
        int low,
        int high,
        ArrayView<float> mean,
        ArrayView<float> logVariance,
        ArrayView<double> parts)
    {
        int count = ((int)mean.Length + Parts - 1) / Parts;
        int end = XMath.Min((part.X + 1) * count, (int)mean.Length);
        double sum = 0;
        for (int i = part.X * count; i < end; i++)
        {
            float noise = DeviceNoise.Normal(i, stream, low, high, key);
            float weight = mean[i] + (DeviceMath.Exp(0.5f * logVariance[i]) * noise);
            sum -= 0.5 * (logVariance[i] + ((double)noise * noise));
            sum -= prior.LogDensity(weight);
        }

        parts[part] = sum;
    }

    // One work item: a part of the weights, side by side.
    private static void SparseDivergenceOfPart(
        Index1D part, ArrayView<float> mean, ArrayView<float> logVariance, ArrayView<double> parts)
    {
        int count = ((int)mean.Length + Parts - 1) / Parts;
        int end = XMath.Min((part.X + 1) * count, (int)mean.Length);
        double sum = 0;
        for (int i = part.X * count; i < end; i++)
        {
            sum -= SparseVariationalDropoutKernels.Approximation.Of(
                SparseVariationalDropoutKernels.LogAlpha(mean[i], logVariance[i]));
        }

        parts[part] = sum;
    }
}

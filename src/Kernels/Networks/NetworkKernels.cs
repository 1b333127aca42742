using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>What the layers of a network have in common on a device: biases, deviations, and the divergence's derivatives.</summary>
public static partial class NetworkKernels
{
    /// <summary>Writes one number everywhere.</summary>
    internal static void Fill(Device device, float number, ArrayView<float> view) =>
        device.Launch(FillOne, (int)view.Length, number, view);

    /// <summary>output[b, k] = factor output[b, k] + bias[k].</summary>
    internal static void AddBias(Device device, float factor, ArrayView<float> bias, ArrayView<float> output) =>
        device.Launch(AddBiasToOne, (int)output.Length, (int)bias.Length, factor, bias, output);

    /// <summary>Standard deviations from the logarithms of variances.</summary>
    internal static void StandardDeviation(Device device, ArrayView<float> logVariance, ArrayView<float> standardDeviation) =>
        device.LaunchForEach<HalfExponential>(logVariance, standardDeviation);

    /// <summary>
    /// From a loss's derivatives by means and standard deviations to those by means and the logarithms of variances, in place,
    /// with those of the divergence from the prior times a weight.
    /// </summary>
    internal static void GaussianChain(
        Device device,
        float divergenceWeight,
        WeightPrior prior,
        LayerNoise noise,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> meanGradient,
        ArrayView<float> gradient)
    {
        if (prior.IsMixture)
        {
            var mixture = DeviceScaleMixture.Of(prior.Weight, prior.StandardDeviation, prior.SecondStandardDeviation);
            device.Launch(
                MixtureChainOfOne, (int)mean.Length, divergenceWeight, mixture, noise.Key, noise.Stream, noise.ReplicateLow,
                noise.ReplicateHigh, mean, standardDeviation, meanGradient, gradient);
        }
        else
        {
            device.Launch(
                GaussianChainOfOne, (int)mean.Length, divergenceWeight, Precision(prior), mean, standardDeviation, meanGradient, gradient);
        }
    }

    /// <summary>Adds the derivatives of the divergence from the log-uniform prior times a weight.</summary>
    internal static void AddSparseDivergence(
        Device device,
        float divergenceWeight,
        ArrayView<float> mean,
        ArrayView<float> logVariance,
        ArrayView<float> meanGradient,
        ArrayView<float> logVarianceGradient) => device.Launch(
        AddSparseDivergenceToOne, (int)mean.Length, divergenceWeight, 0, mean, logVariance, meanGradient, logVarianceGradient);

    private static float Precision(WeightPrior prior) => (float)(1 / (prior.StandardDeviation * prior.StandardDeviation));

    // One work item: one number.
    private static void FillOne(Index1D i, float number, ArrayView<float> view) => view[i] = number;

    // One work item: one output of one example.
    private static void AddBiasToOne(Index1D i, int outputs, float factor, ArrayView<float> bias, ArrayView<float> output) =>
        output[i] = (factor * output[i]) + bias[i.X % outputs];

    // One work item: one weight under a normal prior.
    private static void GaussianChainOfOne(
        Index1D i,
        float divergenceWeight,
        float precision,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> meanGradient,
        ArrayView<float> gradient)
    {
        float s = standardDeviation[i];
        meanGradient[i] += divergenceWeight * (precision * mean[i]);
        gradient[i] = 0.5f * ((gradient[i] * s) + (divergenceWeight * ((precision * s * s) - 1f)));
    }

    // One work item: one weight under a prior of two scales, by one draw of it.
    private static void MixtureChainOfOne(
        Index1D i,
        float divergenceWeight,
        DeviceScaleMixture prior,
        DeviceKey key,
        uint stream,
        int low,
        int high,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> meanGradient,
        ArrayView<float> gradient)
    {
        float s = standardDeviation[i];
        float shift = s * DeviceNoise.Normal(i, stream, low, high, key);
        float slope = prior.Slope(mean[i] + shift);
        meanGradient[i] += divergenceWeight * slope;
        gradient[i] = 0.5f * ((gradient[i] * s) + (divergenceWeight * ((shift * slope) - 1f)));
    }

    // One work item: one weight. Where ln alpha is clipped, the divergence is flat; there alone a mean may be 0. Its two
    // exponentials are tied, so that a compiler for processors packs neighbours.
    private static void AddSparseDivergenceToOne(
        Index1D i,
        float divergenceWeight,
        int zero,
        ArrayView<float> mean,
        ArrayView<float> logVariance,
        ArrayView<float> meanGradient,
        ArrayView<float> logVarianceGradient)
    {
        float theta = mean[i];
        float logAlpha = logVariance[i] - (2f * DeviceMath.Log(XMath.Abs(theta)));
        bool isClipped = XMath.Abs(logAlpha) > SparseVariationalDropoutKernels.LargestLogAlpha;
        float x = isClipped ? 0f : logAlpha;
        var tie = new Tie(zero);
        float bell = SparseVariationalDropoutKernels.ApproximationSlope.OfSigmoid(x);
        tie.Follow(bell);
        float free = divergenceWeight * (bell + (0.5f * DeviceMath.Sigmoid(tie.Noise(-x))));
        float slope = isClipped ? 0f : free;
        meanGradient[i] += 2f * slope / (isClipped ? 1f : theta);
        logVarianceGradient[i] -= slope;
    }

    private readonly struct HalfExponential : IUnaryFunction
    {
        public static float Of(float x) => DeviceMath.Exp(0.5f * x);
    }
}

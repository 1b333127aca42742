using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Models;

/// <content>What happens to the logits: their noise, the softmax, its derivative.</content>
public static partial class BayesianClassifierKernels
{
    /// <summary>
    /// Local reparametrisation: <c>z = m + sqrt(v) noise</c>, with fresh noise for every example and class.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="logitMean">Shape [K, stride].</param>
    /// <param name="logitVariance">Shape [K, stride].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="logits">Shape [K, stride], written.</param>
    public static void DrawLogits(
        Device device,
        ClassifierSize size,
        ArrayView<float> logitMean,
        ArrayView<float> logitVariance,
        DeviceKey key,
        int step,
        ArrayView<float> logits)
    {
        ArgumentNullException.ThrowIfNull(device);
        int items = LogitCount(size, logitMean, nameof(logitMean));
        DeviceGuard.Length(items, logitVariance, nameof(logitVariance));
        DeviceGuard.Length(items, logits, nameof(logits));
        device.Launch(DrawLogit, items, size, logitMean, logitVariance, key, step, logits);
    }

    /// <summary>
    /// The derivative by a logit's standard deviation, over that standard deviation:
    /// <c>slope noise / sqrt(v)</c>, the noise drawn again.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="slope">Derivative by the logits, shape [K, stride].</param>
    /// <param name="logitVariance">Shape [K, stride].</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="noiseSlope">Shape [K, stride], written; 0 in the padding.</param>
    public static void NoiseSlope(
        Device device,
        ClassifierSize size,
        ArrayView<float> slope,
        ArrayView<float> logitVariance,
        DeviceKey key,
        int step,
        ArrayView<float> noiseSlope)
    {
        ArgumentNullException.ThrowIfNull(device);
        int items = LogitCount(size, slope, nameof(slope));
        DeviceGuard.Length(items, logitVariance, nameof(logitVariance));
        DeviceGuard.Length(items, noiseSlope, nameof(noiseSlope));
        device.Launch(NoiseSlopeOfOne, items, size, slope, logitVariance, key, step, noiseSlope);
    }

    /// <summary>
    /// The log-likelihood of every example's label, <c>z[label] - ln sum_k exp z[k]</c>, and its derivative by the
    /// logits, <c>[k = label] - softmax(z)[k]</c>. An example with label -1 has both 0.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="logits">Shape [S, K, stride].</param>
    /// <param name="labels">Shape [stride].</param>
    /// <param name="slope">Shape [S, K, stride], written.</param>
    /// <param name="logLikelihood">Shape [S, stride], written; in nats.</param>
    /// <param name="runningTotal">Shape [S, stride]; the log-likelihoods are added to it.</param>
    public static void LogLikelihood(
        Device device,
        ClassifierSize size,
        ArrayView<float> logits,
        ArrayView<int> labels,
        ArrayView<float> slope,
        ArrayView<float> logLikelihood,
        ArrayView<double> runningTotal)
    {
        ArgumentNullException.ThrowIfNull(device);
        int draws = (int)(logLikelihood.Length / size.Stride);
        DeviceGuard.AtLeastOne(draws, nameof(logLikelihood));
        DeviceGuard.Length((long)draws * size.Stride, logLikelihood, nameof(logLikelihood));
        DeviceGuard.Length(logLikelihood.Length, runningTotal, nameof(runningTotal));
        DeviceGuard.Length(size.Stride, labels, nameof(labels));
        DeviceGuard.Length((long)draws * size.Classes * size.Stride, logits, nameof(logits));
        DeviceGuard.Length(logits.Length, slope, nameof(slope));
        device.Launch(
            LogLikelihoodOfOne, draws * size.Stride, size, logits, labels, slope, logLikelihood, runningTotal);
    }

    /// <summary>Class probabilities averaged over S draws of the weights.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="logits">Shape [S, K, stride].</param>
    /// <param name="probabilities">Shape [K, stride], written.</param>
    public static void AverageProbabilities(
        Device device, ClassifierSize size, ArrayView<float> logits, ArrayView<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(device);
        int perDraw = size.Classes * size.Stride;
        int draws = (int)(logits.Length / perDraw);
        DeviceGuard.AtLeastOne(draws, nameof(logits));
        DeviceGuard.Length((long)draws * perDraw, logits, nameof(logits));
        DeviceGuard.Length(perDraw, probabilities, nameof(probabilities));
        device.Launch(AverageProbabilitiesOfOne, size.Stride, size, draws, logits, probabilities);
    }

    private static int LogitCount(ClassifierSize size, ArrayView<float> view, string name)
    {
        DeviceGuard.AtLeastOne(size.Examples, nameof(size.Examples));
        int items = size.Classes * size.Stride;
        DeviceGuard.Length(items, view, name);
        return items;
    }

    // One work item: one logit. Noise is by (example, class), so that it does not depend on the padding.
    private static void DrawLogit(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> logitMean,
        ArrayView<float> logitVariance,
        DeviceKey key,
        int step,
        ArrayView<float> logits)
    {
        int element = (i % size.Stride * size.Classes) + (i / size.Stride);
        float noise = DeviceNoise.Normal(element, ClassifierStreams.Preactivations, step, 0, key);
        logits[i] = logitMean[i] + (XMath.Sqrt(logitVariance[i]) * noise);
    }

    // One work item: one logit.
    private static void NoiseSlopeOfOne(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> slope,
        ArrayView<float> logitVariance,
        DeviceKey key,
        int step,
        ArrayView<float> noiseSlope)
    {
        int element = (i % size.Stride * size.Classes) + (i / size.Stride);
        float noise = DeviceNoise.Normal(element, ClassifierStreams.Preactivations, step, 0, key);
        // The variance is positive but for the padding, whose slope is 0.
        float variance = logitVariance[i] > 0 ? logitVariance[i] : 1;
        noiseSlope[i] = slope[i] * noise / XMath.Sqrt(variance);
    }

    // One work item: one example of one draw, its classes in a loop.
    private static void LogLikelihoodOfOne(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> logits,
        ArrayView<int> labels,
        ArrayView<float> slope,
        ArrayView<float> logLikelihood,
        ArrayView<double> runningTotal)
    {
        int stride = size.Stride;
        int example = i % stride;
        int first = (i / stride * size.Classes * stride) + example;
        int end = first + (size.Classes * stride);
        int label = labels[example];
        float largest = Largest(logits, first, end, stride);
        float sum = 0;
        for (int z = first; z < end; z += stride)
        {
            float exponential = DeviceMath.Exp(logits[z] - largest);
            slope[z] = exponential;
            sum += exponential;
        }

        float weight = label < 0 ? 0 : 1 / sum;
        for (int z = first; z < end; z += stride)
        {
            slope[z] = -slope[z] * weight;
        }

        float value = 0;
        if (label >= 0)
        {
            int at = first + (label * stride);
            slope[at] += 1;
            value = logits[at] - largest - DeviceMath.Log(sum);
        }

        logLikelihood[i] = value;
        runningTotal[i] += value;
    }

    // One work item: one example's probabilities, draws and classes in loops.
    private static void AverageProbabilitiesOfOne(
        Index1D i, ClassifierSize size, int draws, ArrayView<float> logits, ArrayView<float> probabilities)
    {
        int stride = size.Stride;
        int perDraw = size.Classes * stride;
        for (int k = i; k < perDraw; k += stride)
        {
            probabilities[k] = 0;
        }

        for (int s = 0; s < draws; s++)
        {
            int first = (s * perDraw) + i;
            int end = first + perDraw;
            float largest = Largest(logits, first, end, stride);
            float sum = 0;
            for (int z = first; z < end; z += stride)
            {
                sum += DeviceMath.Exp(logits[z] - largest);
            }

            float weight = 1 / (sum * draws);
            for (int k = 0; k < perDraw; k += stride)
            {
                probabilities[i + k] += weight * DeviceMath.Exp(logits[first + k] - largest);
            }
        }
    }

    private static float Largest(ArrayView<float> logits, int first, int end, int stride)
    {
        float largest = logits[first];
        for (int z = first + stride; z < end; z += stride)
        {
            largest = XMath.Max(largest, logits[z]);
        }

        return largest;
    }
}

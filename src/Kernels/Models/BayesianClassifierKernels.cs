using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <summary>
/// A linear softmax classifier with a Gaussian posterior over its weights, on a device. A batch lies twice
/// in memory: transposed, inputs [D + 1, stride], for the way forward, where neighbouring examples are the lanes of a
/// processor's vectors and the threads of a GPU's warps, and in rows for the way back, where neighbouring features are.
/// </summary>
/// <remarks>
/// This part is the linear algebra: logits and pre-activation moments forward, two sums over the batch backward.
/// Each has a tile body (sixteen lanes) and a loop body (one sum a work item), chosen by the device.
/// </remarks>
public static partial class BayesianClassifierKernels
{
    /// <summary>Logits <c>z[s, k, b] = sum_d w[s, k, d] x[d, b]</c> of S draws of the weights.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="inputs">Shape [D + 1, stride].</param>
    /// <param name="weights">Shape [S, K, D + 1].</param>
    /// <param name="logits">Shape [S, K, stride], written.</param>
    public static void Logits(
        Device device, ClassifierSize size, ArrayView<float> inputs, ArrayView<float> weights, ArrayView<float> logits)
    {
        ArgumentNullException.ThrowIfNull(device);
        int rows = Rows(size, inputs, weights);
        DeviceGuard.Length((long)rows * size.Stride, logits, nameof(logits));
        if (device.PrefersLoops)
        {
            device.Launch(LogitOfOne, rows * size.Stride, size, inputs, weights, logits);
        }
        else
        {
            device.Launch(LogitsOfTile, Work.Tiles(rows * Tiles(size)), size, inputs, weights, logits);
        }
    }

    /// <summary>
    /// Pre-activation moments under independent Gaussian weights: <c>m[k, b] = sum_d mean[k, d] x[d, b]</c>,
    /// <c>v[k, b] = sum_d standardDeviation[k, d]^2 x[d, b]^2</c>.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="inputs">Shape [D + 1, stride].</param>
    /// <param name="mean">Shape [K, D + 1].</param>
    /// <param name="standardDeviation">Shape [K, D + 1].</param>
    /// <param name="logitMean">Shape [K, stride], written.</param>
    /// <param name="logitVariance">Shape [K, stride], written.</param>
    public static void PreactivationMoments(
        Device device,
        ClassifierSize size,
        ArrayView<float> inputs,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> logitMean,
        ArrayView<float> logitVariance)
    {
        ArgumentNullException.ThrowIfNull(device);
        _ = Rows(size, inputs, mean);
        DeviceGuard.Length(size.Weights, mean, nameof(mean));
        DeviceGuard.Length(size.Weights, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length((long)size.Classes * size.Stride, logitMean, nameof(logitMean));
        DeviceGuard.Length((long)size.Classes * size.Stride, logitVariance, nameof(logitVariance));
        if (device.PrefersLoops)
        {
            device.Launch(
                MomentsOfOne, size.Classes * size.Stride, size, inputs, mean, standardDeviation, logitMean, logitVariance);
        }
        else
        {
            device.Launch(
                MomentsOfTile, Work.Tiles(size.Classes * Tiles(size)), size, inputs, mean, standardDeviation, logitMean, logitVariance);
        }
    }

    private static int Tiles(ClassifierSize size) => size.Stride / Lanes.Count;

    private static int Rows(ClassifierSize size, ArrayView<float> inputs, ArrayView<float> weights)
    {
        DeviceGuard.AtLeastOne(size.Examples, nameof(size.Examples));
        DeviceGuard.Length((long)size.Inputs * size.Stride, inputs, nameof(inputs));
        int draws = (int)(weights.Length / size.Weights);
        DeviceGuard.AtLeastOne(draws, nameof(weights));
        DeviceGuard.Length((long)draws * size.Weights, weights, nameof(weights));
        return draws * size.Classes;
    }

    // One work item: one logit.
    private static void LogitOfOne(
        Index1D i, ClassifierSize size, ArrayView<float> inputs, ArrayView<float> weights, ArrayView<float> logits)
    {
        int stride = size.Stride;
        int weight = i / stride * size.Inputs;
        int end = weight + size.Inputs;
        int x = i % stride;
        float sum = 0;
        for (; weight < end; weight++)
        {
            sum += inputs[x] * weights[weight];
            x += stride;
        }

        logits[i] = sum;
    }

    // One work item: sixteen examples' logits of one class.
    private static void LogitsOfTile(
        Index1D i, ClassifierSize size, ArrayView<float> inputs, ArrayView<float> weights, ArrayView<float> logits)
    {
        int stride = size.Stride;
        int tiles = stride / Lanes.Count;
        int weight = i / tiles * size.Inputs;
        int end = weight + size.Inputs;
        int x = i % tiles * Lanes.Count;
        Lanes sum = default;
        for (; weight < end; weight++)
        {
            sum = sum.Add(Lanes.Load(inputs, x), weights[weight]);
            x += stride;
        }

        sum.Store(logits, i * Lanes.Count);
    }

    // One work item: mean and variance of one logit.
    private static void MomentsOfOne(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> inputs,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> logitMean,
        ArrayView<float> logitVariance)
    {
        int stride = size.Stride;
        int weight = i / stride * size.Inputs;
        int end = weight + size.Inputs;
        int x = i % stride;
        float m = 0;
        float v = 0;
        for (; weight < end; weight++)
        {
            float deviation = inputs[x] * standardDeviation[weight];
            m += inputs[x] * mean[weight];
            v += deviation * deviation;
            x += stride;
        }

        logitMean[i] = m;
        logitVariance[i] = v;
    }

    // One work item: mean and variance of sixteen examples' logits of one class.
    private static void MomentsOfTile(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> inputs,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> logitMean,
        ArrayView<float> logitVariance)
    {
        int stride = size.Stride;
        int tiles = stride / Lanes.Count;
        int weight = i / tiles * size.Inputs;
        int end = weight + size.Inputs;
        int x = i % tiles * Lanes.Count;
        Lanes m = default;
        Lanes v = default;
        for (; weight < end; weight++)
        {
            Lanes input = Lanes.Load(inputs, x);
            float deviation = standardDeviation[weight];
            m = m.Add(input, mean[weight]);
            v = v.Add(input.Square(), deviation * deviation);
            x += stride;
        }

        m.Store(logitMean, i * Lanes.Count);
        v.Store(logitVariance, i * Lanes.Count);
    }
}

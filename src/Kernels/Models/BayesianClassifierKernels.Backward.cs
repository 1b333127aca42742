using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Models;

/// <content>Backward: sums over the batch, for which its examples lie in rows: here neighbouring features are the lanes.</content>
public static partial class BayesianClassifierKernels
{
    /// <summary>
    /// The likelihood's derivative by every weight: <c>sum_b x[b, d] slope[k, b]</c>, times a factor.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="rows">Shape [B, D + 1].</param>
    /// <param name="slope">Derivative by the logits, shape [K, stride], 0 in the padding.</param>
    /// <param name="factor">N / B.</param>
    /// <param name="gradient">Shape [K, D + 1], written.</param>
    public static void WeightGradient(
        Device device,
        ClassifierSize size,
        ArrayView<float> rows,
        ArrayView<float> slope,
        float factor,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        CheckBackward(size, rows);
        DeviceGuard.Length(size.Weights, gradient, nameof(gradient));
        DeviceGuard.Length((long)size.Classes * size.Stride, slope, nameof(slope));
        if (device.PrefersLoops || size.Inputs < Lanes.Count)
        {
            device.Launch(WeightGradientOfOne, size.Weights, size, rows, slope, factor, gradient);
        }
        else
        {
            device.Launch(WeightGradientOfTile, Work.Tiles(BackwardTiles(size)), size, rows, slope, factor, gradient);
        }
    }

    /// <summary>
    /// The likelihood's derivative by mean and standard deviation through the pre-activations' moments:
    /// <c>sum_b x slope</c> and <c>standardDeviation sum_b x^2 noiseSlope</c>, times a factor.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="rows">Shape [B, D + 1].</param>
    /// <param name="slope">Derivative by the logits, shape [K, stride], 0 in the padding.</param>
    /// <param name="noiseSlope">The same times noise over standard deviation of the logit.</param>
    /// <param name="standardDeviation">Shape [K, D + 1].</param>
    /// <param name="factor">N / B.</param>
    /// <param name="gradient">By mean, then by standard deviation, shape [2, K, D + 1], written.</param>
    public static void MomentGradient(
        Device device,
        ClassifierSize size,
        ArrayView<float> rows,
        ArrayView<float> slope,
        ArrayView<float> noiseSlope,
        ArrayView<float> standardDeviation,
        float factor,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        CheckBackward(size, rows);
        DeviceGuard.Length(size.Weights, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length((long)size.Classes * size.Stride, slope, nameof(slope));
        DeviceGuard.Length((long)size.Classes * size.Stride, noiseSlope, nameof(noiseSlope));
        DeviceGuard.Length(2L * size.Weights, gradient, nameof(gradient));
        if (device.PrefersLoops || size.Inputs < Lanes.Count)
        {
            device.Launch(
                MomentGradientOfOne, size.Weights, size, rows, slope, noiseSlope, standardDeviation, factor, gradient);
        }
        else
        {
            device.Launch(
                MomentGradientOfTile, Work.Tiles(BackwardTiles(size)), size, rows, slope, noiseSlope, standardDeviation, factor, gradient);
        }
    }

    private static int BackwardTiles(ClassifierSize size) =>
        size.Classes * ((size.Inputs + Lanes.Count - 1) / Lanes.Count);

    private static void CheckBackward(ClassifierSize size, ArrayView<float> rows)
    {
        DeviceGuard.AtLeastOne(size.Examples, nameof(size.Examples));
        DeviceGuard.Length((long)size.Examples * size.Inputs, rows, nameof(rows));
    }

    // The first weight of a tile. The last tile of a class overlaps its neighbour, and both write the same numbers.
    private static int FirstOfTile(int tile, ClassifierSize size)
    {
        int tiles = (size.Inputs + Lanes.Count - 1) / Lanes.Count;
        int feature = XMath.Min(tile % tiles * Lanes.Count, size.Inputs - Lanes.Count);
        return (tile / tiles * size.Inputs) + feature;
    }

    // One work item: the derivative by one weight.
    private static void WeightGradientOfOne(
        Index1D i, ClassifierSize size, ArrayView<float> rows, ArrayView<float> slope, float factor, ArrayView<float> gradient)
    {
        int x = i % size.Inputs;
        int g = i / size.Inputs * size.Stride;
        int end = g + size.Examples;
        float sum = 0;
        for (; g < end; g++)
        {
            sum += rows[x] * slope[g];
            x += size.Inputs;
        }

        gradient[i] = factor * sum;
    }

    // One work item: the derivatives by sixteen weights of one class.
    private static void WeightGradientOfTile(
        Index1D i, ClassifierSize size, ArrayView<float> rows, ArrayView<float> slope, float factor, ArrayView<float> gradient)
    {
        int weight = FirstOfTile(i, size);
        int x = weight % size.Inputs;
        int g = weight / size.Inputs * size.Stride;
        int end = g + size.Examples;
        Lanes sum = default;
        for (; g < end; g++)
        {
            sum = sum.Add(Lanes.Load(rows, x), slope[g]);
            x += size.Inputs;
        }

        sum.Times(factor).Store(gradient, weight);
    }

    // One work item: the derivatives by one weight's mean and standard deviation.
    private static void MomentGradientOfOne(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> rows,
        ArrayView<float> slope,
        ArrayView<float> noiseSlope,
        ArrayView<float> standardDeviation,
        float factor,
        ArrayView<float> gradient)
    {
        int x = i % size.Inputs;
        int g = i / size.Inputs * size.Stride;
        int end = g + size.Examples;
        float first = 0;
        float second = 0;
        for (; g < end; g++)
        {
            first += rows[x] * slope[g];
            second += rows[x] * rows[x] * noiseSlope[g];
            x += size.Inputs;
        }

        gradient[i] = factor * first;
        gradient[i + size.Weights] = factor * (standardDeviation[i] * second);
    }

    // One work item: the derivatives by the means and standard deviations of sixteen weights of one class.
    private static void MomentGradientOfTile(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> rows,
        ArrayView<float> slope,
        ArrayView<float> noiseSlope,
        ArrayView<float> standardDeviation,
        float factor,
        ArrayView<float> gradient)
    {
        int weight = FirstOfTile(i, size);
        int x = weight % size.Inputs;
        int g = weight / size.Inputs * size.Stride;
        int end = g + size.Examples;
        Lanes first = default;
        Lanes second = default;
        for (; g < end; g++)
        {
            Lanes input = Lanes.Load(rows, x);
            first = first.Add(input, slope[g]);
            second = second.Add(input.Square(), noiseSlope[g]);
            x += size.Inputs;
        }

        first.Times(factor).Store(gradient, weight);
        second.Times(Lanes.Load(standardDeviation, weight)).Times(factor).Store(gradient, weight + size.Weights);
    }
}

using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>Backward: sums over the batch, one work item for each weight.</content>
public static partial class BayesianClassifierKernels
{
    /// <summary>
    /// The likelihood's derivative by every weight: <c>sum_b x[d, b] slope[k, b]</c>, times a factor.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="inputs">Shape [D + 1, stride].</param>
    /// <param name="slope">Derivative by the logits, shape [K, stride], 0 in the padding.</param>
    /// <param name="factor">N / B.</param>
    /// <param name="gradient">Shape [K, D + 1], written.</param>
    public static void WeightGradient(
        Device device,
        ClassifierSize size,
        ArrayView<float> inputs,
        ArrayView<float> slope,
        float factor,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        _ = Rows(size, inputs, gradient);
        DeviceGuard.Length((long)size.Classes * size.Stride, slope, nameof(slope));
        if (device.PrefersLoops)
        {
            device.Launch(WeightGradientByLoop, size.Weights, size, inputs, slope, factor, gradient);
        }
        else
        {
            device.Launch(WeightGradientByLanes, size.Weights, size, inputs, slope, factor, gradient);
        }
    }

    /// <summary>
    /// The likelihood's derivative by mean and standard deviation through the pre-activations' moments:
    /// <c>sum_b x slope</c> and <c>standardDeviation sum_b x^2 noiseSlope</c>, times a factor.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="inputs">Shape [D + 1, stride].</param>
    /// <param name="slope">Derivative by the logits, shape [K, stride], 0 in the padding.</param>
    /// <param name="noiseSlope">The same times noise over standard deviation of the logit.</param>
    /// <param name="standardDeviation">Shape [K, D + 1].</param>
    /// <param name="factor">N / B.</param>
    /// <param name="gradient">By mean, then by standard deviation, shape [2, K, D + 1], written.</param>
    public static void MomentGradient(
        Device device,
        ClassifierSize size,
        ArrayView<float> inputs,
        ArrayView<float> slope,
        ArrayView<float> noiseSlope,
        ArrayView<float> standardDeviation,
        float factor,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        _ = Rows(size, inputs, standardDeviation);
        DeviceGuard.Length((long)size.Classes * size.Stride, slope, nameof(slope));
        DeviceGuard.Length((long)size.Classes * size.Stride, noiseSlope, nameof(noiseSlope));
        DeviceGuard.Length(2L * size.Weights, gradient, nameof(gradient));
        if (device.PrefersLoops)
        {
            device.Launch(
                MomentGradientByLoop, size.Weights, size, inputs, slope, noiseSlope, standardDeviation, factor, gradient);
        }
        else
        {
            device.Launch(
                MomentGradientByLanes, size.Weights, size, inputs, slope, noiseSlope, standardDeviation, factor, gradient);
        }
    }

    // One work item: the derivative by one weight.
    private static void WeightGradientByLoop(
        Index1D i, ClassifierSize size, ArrayView<float> inputs, ArrayView<float> slope, float factor, ArrayView<float> gradient)
    {
        int stride = size.Stride;
        int x = i % size.Inputs * stride;
        int end = x + size.Examples;
        int g = i / size.Inputs * stride;
        float sum = 0;
        for (; x < end; x++)
        {
            sum += inputs[x] * slope[g];
            g++;
        }

        gradient[i] = factor * sum;
    }

    // One work item: the derivative by one weight, the examples as lanes.
    private static void WeightGradientByLanes(
        Index1D i, ClassifierSize size, ArrayView<float> inputs, ArrayView<float> slope, float factor, ArrayView<float> gradient)
    {
        int stride = size.Stride;
        int x = i % size.Inputs * stride;
        int end = x + stride;
        int g = i / size.Inputs * stride;
        Lanes sum = default;
        for (; x < end; x += Lanes.Count)
        {
            sum = sum.Add(Lanes.Load(inputs, x), Lanes.Load(slope, g));
            g += Lanes.Count;
        }

        gradient[i] = factor * sum.Sum();
    }

    // One work item: the derivatives by one weight's mean and standard deviation.
    private static void MomentGradientByLoop(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> inputs,
        ArrayView<float> slope,
        ArrayView<float> noiseSlope,
        ArrayView<float> standardDeviation,
        float factor,
        ArrayView<float> gradient)
    {
        int stride = size.Stride;
        int x = i % size.Inputs * stride;
        int end = x + size.Examples;
        int g = i / size.Inputs * stride;
        float first = 0;
        float second = 0;
        for (; x < end; x++)
        {
            first += inputs[x] * slope[g];
            second += inputs[x] * inputs[x] * noiseSlope[g];
            g++;
        }

        gradient[i] = factor * first;
        gradient[i + size.Weights] = factor * standardDeviation[i] * second;
    }

    // One work item: the derivatives by one weight's mean and standard deviation, the examples as lanes.
    private static void MomentGradientByLanes(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> inputs,
        ArrayView<float> slope,
        ArrayView<float> noiseSlope,
        ArrayView<float> standardDeviation,
        float factor,
        ArrayView<float> gradient)
    {
        int stride = size.Stride;
        int x = i % size.Inputs * stride;
        int end = x + stride;
        int g = i / size.Inputs * stride;
        Lanes first = default;
        Lanes second = default;
        for (; x < end; x += Lanes.Count)
        {
            Lanes input = Lanes.Load(inputs, x);
            first = first.Add(input, Lanes.Load(slope, g));
            second = second.Add(input.Square(), Lanes.Load(noiseSlope, g));
            g += Lanes.Count;
        }

        gradient[i] = factor * first.Sum();
        gradient[i + size.Weights] = factor * standardDeviation[i] * second.Sum();
    }
}

using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>Optimisers on a device: one pass over the model's flat parameter buffer.</summary>
public static partial class OptimisersKernels
{
    /// <summary>One step of Adam down a gradient, with bias correction, in place.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="parameters">Shape [P], changed.</param>
    /// <param name="gradient">Of the loss, shape [P].</param>
    /// <param name="firstMoment">Shape [P], changed.</param>
    /// <param name="secondMoment">Shape [P], changed.</param>
    /// <param name="step">Counts from 1.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="firstDecay">In [0, 1).</param>
    /// <param name="secondDecay">In [0, 1).</param>
    /// <param name="epsilon">Positive.</param>
    public static void Adam(
        Device device,
        ArrayView<float> parameters,
        ArrayView<float> gradient,
        ArrayView<float> firstMoment,
        ArrayView<float> secondMoment,
        int step,
        double learningRate,
        double firstDecay = 0.9,
        double secondDecay = 0.999,
        double epsilon = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(parameters.Length, gradient, nameof(gradient));
        DeviceGuard.Length(parameters.Length, firstMoment, nameof(firstMoment));
        DeviceGuard.Length(parameters.Length, secondMoment, nameof(secondMoment));
        DeviceGuard.AtLeastOne(step, nameof(step));
        // What is near 1 is subtracted from 1 in double: 1 - 0.999f is off in the fifth digit.
        device.Launch(
            AdamOfOne,
            (int)parameters.Length,
            parameters,
            gradient,
            firstMoment,
            secondMoment,
            (float)learningRate,
            (float)firstDecay,
            (float)(1 - firstDecay),
            (float)secondDecay,
            (float)(1 - secondDecay),
            (float)epsilon,
            (float)(1 / (1 - Math.Pow(firstDecay, step))),
            (float)(1 / (1 - Math.Pow(secondDecay, step))));
    }

    // One work item: one parameter.
    private static void AdamOfOne(
        Index1D i,
        ArrayView<float> parameters,
        ArrayView<float> gradient,
        ArrayView<float> firstMoment,
        ArrayView<float> secondMoment,
        float learningRate,
        float firstDecay,
        float firstShare,
        float secondDecay,
        float secondShare,
        float epsilon,
        float firstCorrection,
        float secondCorrection)
    {
        float g = gradient[i];
        float m = (firstDecay * firstMoment[i]) + (firstShare * g);
        float v = (secondDecay * secondMoment[i]) + (secondShare * g * g);
        firstMoment[i] = m;
        secondMoment[i] = v;
        parameters[i] -= learningRate * (m * firstCorrection) / (XMath.Sqrt(v * secondCorrection) + epsilon);
    }
}

using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>Optimisers on a device: one pass over the model's flat parameter buffer.</summary>
public static class OptimisersKernels
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
        float learningRate,
        float firstDecay = 0.9f,
        float secondDecay = 0.999f,
        float epsilon = 1e-8f)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(parameters.Length, gradient, nameof(gradient));
        DeviceGuard.Length(parameters.Length, firstMoment, nameof(firstMoment));
        DeviceGuard.Length(parameters.Length, secondMoment, nameof(secondMoment));
        DeviceGuard.AtLeastOne(step, nameof(step));
        // 1 - decay^step in double: for decays near 1 a float would lose it.
        var firstCorrection = (float)(1 / (1 - Math.Pow(firstDecay, step)));
        var secondCorrection = (float)(1 / (1 - Math.Pow(secondDecay, step)));
        device.Launch(
            AdamOfOne, (int)parameters.Length, parameters, gradient, firstMoment, secondMoment,
            learningRate, firstDecay, secondDecay, epsilon, firstCorrection, secondCorrection);
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
        float secondDecay,
        float epsilon,
        float firstCorrection,
        float secondCorrection)
    {
        float g = gradient[i];
        float m = (firstDecay * firstMoment[i]) + ((1 - firstDecay) * g);
        float v = (secondDecay * secondMoment[i]) + ((1 - secondDecay) * g * g);
        firstMoment[i] = m;
        secondMoment[i] = v;
        parameters[i] -= learningRate * (m * firstCorrection) / (XMath.Sqrt(v * secondCorrection) + epsilon);
    }
}

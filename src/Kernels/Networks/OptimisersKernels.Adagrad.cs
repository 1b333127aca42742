using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <content>Adagrad.</content>
public static partial class OptimisersKernels
{
    /// <summary>One step of Adagrad down a gradient, in place.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="parameters">Shape [P], changed.</param>
    /// <param name="gradient">Of the loss, shape [P].</param>
    /// <param name="squareSum">Shape [P], changed.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="epsilon">Positive.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Adagrad(
        Device device,
        ArrayView<float> parameters,
        ArrayView<float> gradient,
        ArrayView<float> squareSum,
        double learningRate,
        double epsilon = 1e-8)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(parameters.Length, gradient, nameof(gradient));
        DeviceGuard.Length(parameters.Length, squareSum, nameof(squareSum));
        device.Launch(
            AdagradOfOne, (int)parameters.Length, parameters, gradient, squareSum, (float)learningRate, (float)epsilon);
    }

    // One work item: one parameter.
    private static void AdagradOfOne(
        Index1D i,
        ArrayView<float> parameters,
        ArrayView<float> gradient,
        ArrayView<float> squareSum,
        float learningRate,
        float epsilon)
    {
        float g = gradient[i];
        float sum = squareSum[i] + (g * g);
        squareSum[i] = sum;
        parameters[i] -= learningRate * g / (XMath.Sqrt(sum) + epsilon);
    }
}

using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <content>Stochastic gradient descent.</content>
public static partial class OptimisersKernels
{
    /// <summary>One step of stochastic gradient descent, with momentum, in place.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="parameters">Shape [P], changed.</param>
    /// <param name="gradient">Of the loss, shape [P].</param>
    /// <param name="velocity">Shape [P], changed.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="momentum">In [0, 1).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Sgd(
        Device device,
        ArrayView<float> parameters,
        ArrayView<float> gradient,
        ArrayView<float> velocity,
        double learningRate,
        double momentum = 0)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(parameters.Length, gradient, nameof(gradient));
        DeviceGuard.Length(parameters.Length, velocity, nameof(velocity));
        device.Launch(
            SgdOfOne, (int)parameters.Length, parameters, gradient, velocity, (float)learningRate, (float)momentum);
    }

    // One work item: one parameter.
    private static void SgdOfOne(
        Index1D i,
        ArrayView<float> parameters,
        ArrayView<float> gradient,
        ArrayView<float> velocity,
        float learningRate,
        float momentum)
    {
        float v = (momentum * velocity[i]) + gradient[i];
        velocity[i] = v;
        parameters[i] -= learningRate * v;
    }
}

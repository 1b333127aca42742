using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <content>Weight decay.</content>
public static partial class OptimisersKernels
{
    /// <summary>Adds the derivative of <c>decay sum_i parameters[i]^2 / 2</c> to a gradient.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="parameters">Shape [N].</param>
    /// <param name="gradient">Shape [N], added to.</param>
    /// <param name="decay">At least 0.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void AddDecay(Device device, ArrayView<float> parameters, ArrayView<float> gradient, float decay)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(parameters.Length, gradient, nameof(gradient));
        device.Launch(DecayOfOne, (int)parameters.Length, parameters, gradient, decay);
    }

    // One work item: one parameter.
    private static void DecayOfOne(Index1D i, ArrayView<float> parameters, ArrayView<float> gradient, float decay) =>
        gradient[i] += decay * parameters[i];
}

using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <content>Weight decay.</content>
public static partial class OptimisersKernels
{
    /// <summary>Adds the derivative of <c>decay sum_i parameters[i]^2 / 2</c> to a gradient.</summary>
    internal static void AddDecay(Device device, ArrayView<float> parameters, ArrayView<float> gradient, float decay) =>
        device.Launch(DecayOfOne, (int)parameters.Length, parameters, gradient, decay);

    // One work item: one parameter.
    private static void DecayOfOne(Index1D i, ArrayView<float> parameters, ArrayView<float> gradient, float decay) =>
        gradient[i] += decay * parameters[i];
}

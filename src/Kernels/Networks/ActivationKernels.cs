using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>Activations on a device, element by element; any of them may be written in place.</summary>
public static class ActivationKernels
{
    /// <summary>y[i] = max(x[i], 0).</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Relu(Device device, ArrayView<float> x, ArrayView<float> y) => device.LaunchForEach<Rectified>(x, y);

    /// <summary>The derivative through <see cref="Relu"/>, from its output.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="output">Shape [N].</param>
    /// <param name="outputGradient">By the output, shape [N].</param>
    /// <param name="inputGradient">By the pre-activation, shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ReluBackward(
        Device device, ArrayView<float> output, ArrayView<float> outputGradient, ArrayView<float> inputGradient) =>
        Backward<RectifiedSlope>(device, (output, nameof(output)), outputGradient, inputGradient);

    /// <summary>y[i] = tanh x[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Tanh(Device device, ArrayView<float> x, ArrayView<float> y) => ElementaryKernels.Tanh(device, x, y);

    /// <summary>The derivative through <see cref="Tanh"/>, from its output.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="output">Shape [N].</param>
    /// <param name="outputGradient">By the output, shape [N].</param>
    /// <param name="inputGradient">By the pre-activation, shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void TanhBackward(
        Device device, ArrayView<float> output, ArrayView<float> outputGradient, ArrayView<float> inputGradient) =>
        Backward<TanhSlope>(device, (output, nameof(output)), outputGradient, inputGradient);

    /// <summary>y[i] = ln(1 + e^x[i]).</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Softplus(Device device, ArrayView<float> x, ArrayView<float> y) => SoftplusKernels.Value(device, x, y);

    /// <summary>The derivative through <see cref="Softplus"/>, from its input.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="outputGradient">By the output, shape [N].</param>
    /// <param name="inputGradient">By the pre-activation, shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void SoftplusBackward(
        Device device, ArrayView<float> x, ArrayView<float> outputGradient, ArrayView<float> inputGradient) =>
        Backward<SoftplusSlope>(device, (x, nameof(x)), outputGradient, inputGradient);

    /// <summary>y[i] = 1 / (1 + e^-x[i]).</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="y">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Sigmoid(Device device, ArrayView<float> x, ArrayView<float> y) => SigmoidKernels.Value(device, x, y);

    /// <summary>The derivative through <see cref="Sigmoid"/>, from its output.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="output">Shape [N].</param>
    /// <param name="outputGradient">By the output, shape [N].</param>
    /// <param name="inputGradient">By the pre-activation, shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void SigmoidBackward(
        Device device, ArrayView<float> output, ArrayView<float> outputGradient, ArrayView<float> inputGradient) =>
        Backward<SigmoidSlope>(device, (output, nameof(output)), outputGradient, inputGradient);

    private static void Backward<TSlope>(
        Device device, (ArrayView<float> View, string Name) given, ArrayView<float> outputGradient, ArrayView<float> inputGradient)
        where TSlope : IBinaryFunction
    {
        DeviceGuard.Length(outputGradient.Length, given.View, given.Name);
        DeviceGuard.Length(outputGradient.Length, inputGradient, nameof(inputGradient));
        device.LaunchForEachPair<TSlope>(given.View, outputGradient, inputGradient);
    }

    private readonly struct Rectified : IUnaryFunction
    {
        public static float Of(float x) => x > 0f ? x : 0f;
    }

    private readonly struct RectifiedSlope : IBinaryFunction
    {
        public static float Of(float x, float y) => x > 0f ? y : 0f;
    }

    private readonly struct TanhSlope : IBinaryFunction
    {
        public static float Of(float x, float y) => y * ((1f - x) * (1f + x));
    }

    private readonly struct SoftplusSlope : IBinaryFunction
    {
        public static float Of(float x, float y) => y * DeviceMath.Sigmoid(x);
    }

    private readonly struct SigmoidSlope : IBinaryFunction
    {
        public static float Of(float x, float y) => y * (x * (1f - x));
    }
}

using BayesBench.Agreements.Numerics;
using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>Activations and their kernels.</summary>
public sealed class ActivationAgreement : ITopic
{
    private static readonly double[] Gradients = [0, 1, -1, 3e38f, 1e-42f];

    private static readonly IReadOnlyList<object[]> Finite = [.. Unary.Edges.Where(edge => double.IsFinite((double)edge[0]))];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        Forward(Activation.Relu, ActivationKernels.Relu, ErrorBound.Exact("a choice")),
        Forward(
            Activation.Tanh, ActivationKernels.Tanh, ErrorBound.OfSpacings("as Elementary.Tanh", UlpBounds.Tanh)),
        Forward(
            Activation.Softplus, ActivationKernels.Softplus, ErrorBound.OfSpacings("as Softplus.Value", UlpBounds.Softplus)),
        Forward(
            Activation.Sigmoid, ActivationKernels.Sigmoid, ErrorBound.OfSpacings("as Sigmoid.Value", UlpBounds.Sigmoid)),
        Backward(
            Activation.ReluBackward,
            ActivationKernels.ReluBackward,
            source => Math.Max(source.Normal(), 0),
            [0, 1e-45f, 2],
            ErrorBound.Exact("a choice")),
        Backward(
            Activation.TanhBackward,
            ActivationKernels.TanhBackward,
            source => source.Uniform(-1, 1),
            [0, 1, -1, 0.99999994f, -0.99999994f],
            ErrorBound.Relative("a difference, a sum and two products", 4.001)),
        Backward(
            Activation.SoftplusBackward,
            ActivationKernels.SoftplusBackward,
            source => source.Uniform(-80, 20),
            [0, -87, 100],
            new ErrorBound("as Sigmoid.Value, and a product", (call, expected, _) =>
                (Math.Abs((double)call[1]) * UlpBounds.Sigmoid * ErrorBound.SpacingAt(Sigmoid.Value((double)call[0])))
                + (1.001 * ErrorBound.U * Math.Abs(expected[0])))),
        Backward(
            Activation.SigmoidBackward,
            ActivationKernels.SigmoidBackward,
            source => source.Uniform(0, 1),
            [0, 1, 0.99999994f, 1e-30f],
            ErrorBound.Relative("a difference and two products", 3.001)),
    ];

    private static Agreement Forward(
        Func<double, double> reference, Action<Device, ArrayView<float>, ArrayView<float>> kernel, ErrorBound bound) =>
        new Agreement(reference, Unary.Kernel(kernel), Unary.Argument(source => source.Uniform(-30, 30)), bound) { Edges = Finite };

    private static Agreement Backward(
        Func<double, double, double> reference,
        Action<Device, ArrayView<float>, ArrayView<float>, ArrayView<float>> kernel,
        Func<InputSource, double> draw,
        double[] edges,
        ErrorBound bound) => new Agreement(
        reference,
        (device, batch) => kernel(device, batch.In(0), batch.In(1), batch.Out()),
        source => [draw(source), source.SignedLogUniform(1e-3, 1e3)],
        bound)
        {
            Edges = [.. edges.SelectMany(edge => Gradients.Select(gradient => new object[] { edge, gradient }))],
        };
}

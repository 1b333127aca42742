using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The objectives and their kernels.</summary>
public sealed class ObjectivesAgreement : ITopic
{
    private static readonly double[] Places =
        [0, double.NegativeZero, 1e-30, -1e-30, 1, -1, 1e4, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Objectives.Value,
            (device, batch) => ObjectivesKernels.Value(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.Out()),
            Point,
            new ErrorBound(
                "each operation rounds once; the argument's roundings are carried by the slope",
                (call, _, _) => Rounding(call).ValueError))
        {
            Edges = Edges,
        },
        new Agreement(
            Objectives.Derivative,
            (device, batch) => ObjectivesKernels.Derivative(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.Out()),
            Point,
            new ErrorBound(
                "each operation rounds once; the argument's roundings are carried by the curvature",
                (call, _, _) => Rounding(call).SlopeError))
        {
            Edges = Edges,
        },
        new Agreement(
            Objectives.Expectation,
            (device, batch) => ObjectivesKernels.Expectation(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out()),
            EstimatorJoint.Point,
            new ErrorBound(
                "roundings of the exponent and the angle are carried by their size; E f is at most the root of E f^2",
                (call, _, _) => MomentTerms.Of(call).Units * ErrorBound.U * Math.Sqrt(MomentTerms.Of(call).Square))),
    ];

    private static object[][] Edges =>
        [.. from objective in Enum.GetValues<Objective>() from x in Places select (object[])[objective, 0.5, x]];

    private static object[] Point(InputSource source) =>
        [source.Pick(Enum.GetValues<Objective>()), source.LogUniform(0.1, 4), 2 * source.Normal()];

    private static ObjectiveRounding Rounding(object[] call) =>
        ObjectiveRounding.At((Objective)call[0], (double)call[1], (double)call[2]);
}

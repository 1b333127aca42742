using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Leave-one-out for three categories.</content>
public sealed partial class LeaveOneOutAgreement
{
    private static readonly EstimatorJoint OfCategorical = CategoricalJoint.Of(
        "leave-one-out",
        (p, noise) => LeaveOneOut.Categorical(p.Target, p.FirstLogit, p.SecondLogit, noise),
        RoundingOfCategoricalCalls.LeaveOneOut);

    private static IEnumerable<Agreement> Categorical =>
    [
        OfCategorical.Given(
            LeaveOneOut.Categorical,
            (device, batch) => LeaveOneOutKernels.Categorical(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Length(3), batch.In(3), batch.Out(2))),
        OfCategorical.Replicate(LeaveOneOut.CategoricalReplicate),
        OfCategorical.Block(LeaveOneOut.CategoricalBlock),
        new Agreement(
            LeaveOneOut.CategoricalMoments,
            (device, batch) => LeaveOneOutKernels.CategoricalMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Shared<int>(3), batch.Out(2), batch.Out(2)),
            source => [.. CategoricalJoint.Arguments.Draw(source), source.Pick(2, 3, 4, 8, 100)],
            new ErrorBound(
                "each operation rounds once, exponentials as UlpBounds says; a variance adds up squares",
                (call, _, i) => CategoricalJoint.Bound(
                    call, i, (numbers, component) => RoundingOfCategoricalMoments.LeaveOneOut(numbers, component, (int)call[3])))),
    ];
}

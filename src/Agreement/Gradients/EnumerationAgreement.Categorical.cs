using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Enumeration of three categories.</content>
public sealed partial class EnumerationAgreement
{
    private static readonly EstimatorJoint OfCategorical = CategoricalJoint.Of(
        "enumeration",
        (p, _) => Enumeration.Categorical(p.Target, p.FirstLogit, p.SecondLogit),
        (numbers, _) => numbers.Gradient);

    private static IEnumerable<Agreement> Categorical =>
    [
        new Agreement(
            Enumeration.Categorical,
            (device, batch) => EnumerationKernels.Categorical(device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2)),
            CategoricalJoint.Arguments.Draw,
            new ErrorBound(
                "each operation rounds once, exponentials as UlpBounds says",
                (call, _, i) => CategoricalJoint.Bound(call, i, (_, _) => 0))),
        OfCategorical.Replicate(Enumeration.CategoricalReplicate),
        OfCategorical.Block(Enumeration.CategoricalBlock),
        new Agreement(
            Enumeration.CategoricalMoments,
            (device, batch) => EnumerationKernels.CategoricalMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2), batch.Out(2)),
            CategoricalJoint.Arguments.Draw,
            CategoricalJoint.OfMoments(
                "each operation rounds once, exponentials as UlpBounds says; no variance",
                (_, _) => 0)),
    ];
}

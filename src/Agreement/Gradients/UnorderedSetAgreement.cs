using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The unordered set estimator and its kernels.</summary>
public sealed class UnorderedSetAgreement : ITopic
{
    private static readonly EstimatorJoint OfCategorical = CategoricalJoint.Of(
        "unordered-set",
        (p, noise) => UnorderedSet.Categorical(p.Target, p.FirstLogit, p.SecondLogit, noise),
        RoundingOfCategoricalCalls.UnorderedSet,
        numbers: 2);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfCategorical.Given(
            UnorderedSet.Categorical,
            (device, batch) => UnorderedSetKernels.Categorical(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2))),
        OfCategorical.Replicate(UnorderedSet.CategoricalReplicate),
        OfCategorical.Block(UnorderedSet.CategoricalBlock),
        new Agreement(
            UnorderedSet.CategoricalMoments,
            (device, batch) => UnorderedSetKernels.CategoricalMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2), batch.Out(2)),
            CategoricalJoint.Arguments.Draw,
            CategoricalJoint.OfMoments(
                "each operation rounds once, exponentials as UlpBounds says; a variance adds up squares",
                RoundingOfCategoricalMoments.UnorderedSet)),
    ];
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Augment-REINFORCE-swap-merge and its kernels.</summary>
public sealed class AugmentReinforceSwapMergeAgreement : ITopic
{
    private static readonly EstimatorJoint OfCategorical = CategoricalJoint.Of(
        "augment-reinforce-swap-merge",
        (p, noise) => AugmentReinforceSwapMerge.Categorical(p.Target, p.FirstLogit, p.SecondLogit, noise),
        RoundingOfCategoricalCalls.SwapMerge,
        numbers: 2);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfCategorical.Given(
            AugmentReinforceSwapMerge.Categorical,
            (device, batch) => AugmentReinforceSwapMergeKernels.Categorical(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2))),
        OfCategorical.Replicate(AugmentReinforceSwapMerge.CategoricalReplicate),
        OfCategorical.Block(AugmentReinforceSwapMerge.CategoricalBlock),
        new Agreement(
            AugmentReinforceSwapMerge.CategoricalMoments,
            (device, batch) => AugmentReinforceSwapMergeKernels.CategoricalMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2), batch.Out(2)),
            CategoricalJoint.Arguments.Draw,
            CategoricalJoint.OfMoments(
                "the gradient's operations round once; the variance is in double about that gradient, a thousandth of u, and rounds once",
                Variance))
        {
            // Each asks for three two-dimensional integrals.
            Calls = 512,
        },
    ];

    private static double Variance(CategoricalRounding numbers, int component) => 1.001 * ErrorBound.U
        * AugmentReinforceSwapMerge.CategoricalMoments(numbers.Target, numbers.Logits[0], numbers.Logits[1]).Variance[component];
}

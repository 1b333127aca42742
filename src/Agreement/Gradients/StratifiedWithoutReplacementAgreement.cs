using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The stratified draw without replacement and its kernels.</summary>
public sealed class StratifiedWithoutReplacementAgreement : ITopic
{
    private static readonly EstimatorJoint OfCategorical = CategoricalJoint.Of(
        "stratified-without-replacement",
        (p, noise) => StratifiedWithoutReplacement.Categorical(p.Target, p.FirstLogit, p.SecondLogit, noise[0]),
        RoundingOfResampling.Call);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfCategorical.Given(
            StratifiedWithoutReplacement.Categorical,
            (device, batch) => StratifiedWithoutReplacementKernels.Categorical(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2))),
        OfCategorical.Replicate(StratifiedWithoutReplacement.CategoricalReplicate),
        OfCategorical.Block(StratifiedWithoutReplacement.CategoricalBlock),
        new Agreement(
            StratifiedWithoutReplacement.CategoricalMoments,
            (device, batch) => StratifiedWithoutReplacementKernels.CategoricalMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2), batch.Out(2)),
            CategoricalJoint.Arguments.Draw,
            CategoricalJoint.OfMoments(
                "each operation rounds once, exponentials as UlpBounds says; a variance adds up squares",
                RoundingOfResampling.Variance)),
    ];
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>The score function for three categories.</content>
public sealed partial class ScoreFunctionAgreement
{
    private static readonly EstimatorJoint OfCategorical = CategoricalJoint.Of(
        "score-function",
        (p, noise) => ScoreFunction.Categorical(p.Target, p.FirstLogit, p.SecondLogit, noise[0]),
        RoundingOfCategoricalCalls.ScoreFunction);

    private static IEnumerable<Agreement> Categorical =>
    [
        OfCategorical.Given(
            ScoreFunction.Categorical,
            (device, batch) => ScoreFunctionKernels.Categorical(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2))),
        OfCategorical.Replicate(ScoreFunction.CategoricalReplicate),
        OfCategorical.Block(ScoreFunction.CategoricalBlock),
        new Agreement(
            ScoreFunction.CategoricalMoments,
            (device, batch) => ScoreFunctionKernels.CategoricalMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2), batch.Out(2)),
            CategoricalJoint.Arguments.Draw,
            CategoricalJoint.OfMoments(
                "each operation rounds once, exponentials as UlpBounds says; a variance adds up squares",
                RoundingOfCategoricalMoments.ScoreFunction)),
    ];
}

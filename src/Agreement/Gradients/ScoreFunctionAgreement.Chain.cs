using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>The score function for two nodes in a chain.</content>
public sealed partial class ScoreFunctionAgreement
{
    private static readonly EstimatorJoint OfChain = ChainJoint.Of(
        "score-function",
        (p, noise) => ScoreFunction.Chain(p.Target, p.FirstLogit, p.SecondLogit, p.Coupling, noise),
        outcome => outcome.ScoreFunction);

    private static IEnumerable<Agreement> Chain =>
    [
        OfChain.Given(
            ScoreFunction.Chain,
            (device, batch) => ScoreFunctionKernels.Chain(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfChain.Replicate(ScoreFunction.ChainReplicate),
        OfChain.Block(ScoreFunction.ChainBlock),
        new Agreement(
            ScoreFunction.ChainMoments,
            (device, batch) => ScoreFunctionKernels.ChainMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ChainJoint.Arguments.Draw,
            ChainJoint.OfMoments((numbers, i) => numbers.Gradient(i), outcome => outcome.ScoreFunction)),
    ];
}

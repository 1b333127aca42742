using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The score function with the cost downstream of each node, and its kernels.</summary>
public sealed class DownstreamCostAgreement : ITopic
{
    private static readonly EstimatorJoint OfChain = ChainJoint.Of(
        "downstream-cost",
        (p, noise) => DownstreamCost.Chain(p.Target, p.FirstLogit, p.SecondLogit, p.Coupling, noise),
        outcome => outcome.DownstreamCost);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfChain.Given(
            DownstreamCost.Chain,
            (device, batch) => DownstreamCostKernels.Chain(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfChain.Replicate(DownstreamCost.ChainReplicate),
        OfChain.Block(DownstreamCost.ChainBlock),
        new Agreement(
            DownstreamCost.ChainMoments,
            (device, batch) => DownstreamCostKernels.ChainMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ChainJoint.Arguments.Draw,
            ChainJoint.OfMoments((numbers, i) => numbers.Gradient(i), outcome => outcome.DownstreamCost)),
    ];
}

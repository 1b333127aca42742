using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The surrogate loss and its kernels.</summary>
public sealed class SurrogateLossAgreement : ITopic
{
    private static readonly EstimatorJoint OfHessian = ChainJoint.OfHessian(
        "surrogate-loss",
        (p, noise) => SurrogateLoss.ChainHessian(p.Target, p.FirstLogit, p.SecondLogit, p.Coupling, noise),
        outcome => outcome.SurrogateHessian);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfHessian.Given(
            SurrogateLoss.ChainHessian,
            (device, batch) => SurrogateLossKernels.ChainHessian(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfHessian.Replicate(SurrogateLoss.ChainHessianReplicate),
        OfHessian.Block(SurrogateLoss.ChainHessianBlock),
        new Agreement(
            SurrogateLoss.ChainHessianMoments,
            (device, batch) => SurrogateLossKernels.ChainHessianMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2), batch.Out(2)),
            ChainJoint.Arguments.Draw,
            ChainJoint.OfMoments((numbers, i) => numbers.Hessian(i), outcome => outcome.SurrogateHessian, isBiased: true)),
    ];
}

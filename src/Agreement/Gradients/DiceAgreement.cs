using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>DiCE and its kernels.</summary>
public sealed class DiceAgreement : ITopic
{
    // First derivatives are downstream cost's: here they are only evaluated.
    private static readonly EstimatorJoint OfFirst = ChainJoint.Of(
        "downstream-cost",
        (p, noise) => Dice.Chain(p.Target, p.FirstLogit, p.SecondLogit, p.Coupling, noise),
        outcome => outcome.Dice);

    private static readonly EstimatorJoint OfHessian = ChainJoint.OfHessian(
        "dice",
        (p, noise) => Dice.ChainHessian(p.Target, p.FirstLogit, p.SecondLogit, p.Coupling, noise),
        outcome => outcome.DiceHessian);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfFirst.Given(
            Dice.Chain,
            (device, batch) => DiceKernels.Chain(device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfHessian.Given(
            Dice.ChainHessian,
            (device, batch) => DiceKernels.ChainHessian(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfHessian.Replicate(Dice.ChainHessianReplicate),
        OfHessian.Block(Dice.ChainHessianBlock),
        new Agreement(
            Dice.ChainHessianMoments,
            (device, batch) => DiceKernels.ChainHessianMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ChainJoint.Arguments.Draw,
            ChainJoint.OfMoments((numbers, i) => numbers.Hessian(i), outcome => outcome.DiceHessian)),
    ];
}

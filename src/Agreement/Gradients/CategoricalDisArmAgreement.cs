using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>DisARM for categories and its kernels.</summary>
public sealed class CategoricalDisArmAgreement : ITopic
{
    private static readonly EstimatorJoint OfCategorical = CategoricalJoint.Of(
        "categorical-dis-arm",
        (p, noise) => CategoricalDisArm.Categorical(p.Target, p.FirstLogit, p.SecondLogit, noise),
        RoundingOfCategoricalCalls.DisArm,
        numbers: 2);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfCategorical.Given(
            CategoricalDisArm.Categorical,
            (device, batch) => CategoricalDisArmKernels.Categorical(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2))),
        OfCategorical.Replicate(CategoricalDisArm.CategoricalReplicate),
        OfCategorical.Block(CategoricalDisArm.CategoricalBlock),
        new Agreement(
            CategoricalDisArm.CategoricalMoments,
            (device, batch) => CategoricalDisArmKernels.CategoricalMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2), batch.Out(2)),
            CategoricalJoint.Arguments.Draw,
            CategoricalJoint.OfMoments(
                "each operation rounds once, exponentials as UlpBounds says; a variance adds up squares",
                RoundingOfCategoricalMoments.DisArm)),
    ];
}

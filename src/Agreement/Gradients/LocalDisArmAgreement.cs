using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Local DisARM and its kernels.</summary>
public sealed class LocalDisArmAgreement : ITopic
{
    private static readonly BernoulliBoundJoint OfBound = new(
        "local-dis-arm",
        LocalDisArm.BernoulliBound,
        (constants, draws, mirrored) => constants.LocalDisArm(
            draws.Count(b => b), draws.Zip(mirrored).Count(pair => pair is (true, false)), draws.Zip(mirrored).Count(pair => pair is (false, true))));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBound.Calls.Given(
            LocalDisArm.BernoulliBound,
            (device, batch) => LocalDisArmKernels.BernoulliBound(
                device, batch.In(0), batch.In(1), batch.Length(2), batch.In(2), batch.Out())),
        OfBound.Calls.Replicate(LocalDisArm.BernoulliBoundReplicate),
        OfBound.Calls.Block(LocalDisArm.BernoulliBoundBlock),
        new Agreement(
            LocalDisArm.BernoulliBoundMoments,
            (device, batch) => LocalDisArmKernels.BernoulliBoundMoments(
                device, batch.In(0), batch.In(1), batch.Shared<int>(2), batch.Out(), batch.Out()),
            BernoulliBoundJoint.Draw,
            BernoulliBoundJoint.Moments),
    ];
}

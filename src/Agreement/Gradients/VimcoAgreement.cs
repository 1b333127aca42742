using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>VIMCO and its kernels.</summary>
public sealed class VimcoAgreement : ITopic
{
    private static readonly BernoulliBoundJoint OfBound = new(
        "vimco",
        Vimco.BernoulliBound,
        (constants, draws, _) => constants.Vimco(draws.Count(b => b)));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBound.Calls.Given(
            Vimco.BernoulliBound,
            (device, batch) => VimcoKernels.BernoulliBound(
                device, batch.In(0), batch.In(1), batch.Length(2), batch.In(2), batch.Out())),
        OfBound.Calls.Replicate(Vimco.BernoulliBoundReplicate),
        OfBound.Calls.Block(Vimco.BernoulliBoundBlock),
        new Agreement(
            Vimco.BernoulliBoundMoments,
            (device, batch) => VimcoKernels.BernoulliBoundMoments(
                device, batch.In(0), batch.In(1), batch.Shared<int>(2), batch.Out(), batch.Out()),
            BernoulliBoundJoint.Draw,
            BernoulliBoundJoint.Moments),
    ];
}

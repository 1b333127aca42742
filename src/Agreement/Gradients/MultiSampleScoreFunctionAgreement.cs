using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The score function of a bound of several samples, and its kernels.</summary>
public sealed class MultiSampleScoreFunctionAgreement : ITopic
{
    private static readonly BernoulliBoundJoint OfBound = new(
        "multi-sample-score-function",
        MultiSampleScoreFunction.BernoulliBound,
        (constants, draws, _) => constants.MultiSampleScoreFunction(draws.Count(b => b)));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBound.Calls.Given(
            MultiSampleScoreFunction.BernoulliBound,
            (device, batch) => MultiSampleScoreFunctionKernels.BernoulliBound(
                device, batch.In(0), batch.In(1), batch.Length(2), batch.In(2), batch.Out())),
        OfBound.Calls.Replicate(MultiSampleScoreFunction.BernoulliBoundReplicate),
        OfBound.Calls.Block(MultiSampleScoreFunction.BernoulliBoundBlock),
        new Agreement(
            MultiSampleScoreFunction.BernoulliBoundMoments,
            (device, batch) => MultiSampleScoreFunctionKernels.BernoulliBoundMoments(
                device, batch.In(0), batch.In(1), batch.Shared<int>(2), batch.Out(), batch.Out()),
            BernoulliBoundJoint.Draw,
            BernoulliBoundJoint.Moments),
    ];
}

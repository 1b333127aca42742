using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On linear regressions.</content>
public sealed partial class ScoreFunctionAgreement
{
    private static readonly EstimatorJoint OfRegression = RegressionJoint.Of(
        "score-function", RegressionJoint.OfWeights, ScoreFunction.Regression, RoundingOfRegressionCalls.ScoreFunction);

    private static IEnumerable<Agreement> Regressions =>
    [
        OfRegression.Given(
            ScoreFunction.Regression,
            (device, batch) => ScoreFunctionKernels.Regression(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.In(7), batch.Out(2))),
        OfRegression.Replicate(ScoreFunction.RegressionReplicate),
        OfRegression.Block(ScoreFunction.RegressionBlock),
        RegressionJoint.Moments(
            ScoreFunction.RegressionMoments,
            (device, batch) => ScoreFunctionKernels.RegressionMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.Out(2), batch.Out(2)),
            (regression, _) => RoundingOfRegressionMoments.ScoreFunction(regression)),
    ];
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On linear regressions.</content>
public sealed partial class StickingTheLandingAgreement
{
    private static readonly EstimatorJoint OfRegression = RegressionJoint.Of(
        "sticking-the-landing", RegressionJoint.OfWeights, StickingTheLanding.Regression, RoundingOfRegressionCalls.StickingTheLanding);

    private static IEnumerable<Agreement> Regressions =>
    [
        OfRegression.Given(
            StickingTheLanding.Regression,
            (device, batch) => StickingTheLandingKernels.Regression(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.In(7), batch.Out(2))),
        OfRegression.Replicate(StickingTheLanding.RegressionReplicate),
        OfRegression.Block(StickingTheLanding.RegressionBlock),
        RegressionJoint.Moments(
            StickingTheLanding.RegressionMoments,
            (device, batch) => StickingTheLandingKernels.RegressionMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.Out(2), batch.Out(2)),
            (regression, _) => RoundingOfRegressionMoments.StickingTheLanding(regression)),
    ];
}

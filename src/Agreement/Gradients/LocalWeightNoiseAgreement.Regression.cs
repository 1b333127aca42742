using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On linear regressions.</content>
public sealed partial class LocalWeightNoiseAgreement
{
    private static readonly EstimatorJoint OfRegression = RegressionJoint.Of(
        "local-weight-noise", RegressionJoint.OfExamples, LocalWeightNoise.Regression, RoundingOfRegressionCalls.Local);

    private static IEnumerable<Agreement> Regressions =>
    [
        OfRegression.Given(
            LocalWeightNoise.Regression,
            (device, batch) => LocalWeightNoiseKernels.Regression(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.In(7), batch.Out(2))),
        OfRegression.Replicate(LocalWeightNoise.RegressionReplicate),
        OfRegression.Block(LocalWeightNoise.RegressionBlock),
        RegressionJoint.Moments(
            LocalWeightNoise.RegressionMoments,
            (device, batch) => LocalWeightNoiseKernels.RegressionMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.Out(2), batch.Out(2)),
            (regression, _) => RoundingOfRegressionMoments.Local(regression)),
    ];
}

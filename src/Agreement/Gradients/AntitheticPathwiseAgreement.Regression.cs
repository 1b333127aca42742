using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On linear regressions.</content>
public sealed partial class AntitheticPathwiseAgreement
{
    private static readonly EstimatorJoint OfRegression = RegressionJoint.Of(
        "antithetic-pathwise", RegressionJoint.OfWeights, AntitheticPathwise.Regression, RoundingOfRegressionCalls.AntitheticPathwise);

    private static IEnumerable<Agreement> Regressions =>
    [
        OfRegression.Given(
            AntitheticPathwise.Regression,
            (device, batch) => AntitheticPathwiseKernels.Regression(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.In(7), batch.Out(2))),
        OfRegression.Replicate(AntitheticPathwise.RegressionReplicate),
        OfRegression.Block(AntitheticPathwise.RegressionBlock),
        RegressionJoint.Moments(
            AntitheticPathwise.RegressionMoments,
            (device, batch) => AntitheticPathwiseKernels.RegressionMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.Out(2), batch.Out(2)),
            (regression, _) => RoundingOfRegressionMoments.AntitheticPathwise(regression)),
    ];
}

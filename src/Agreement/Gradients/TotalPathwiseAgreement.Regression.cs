using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On linear regressions.</content>
public sealed partial class TotalPathwiseAgreement
{
    private static readonly EstimatorJoint OfRegression = RegressionJoint.Of(
        "total-pathwise", RegressionJoint.OfWeights, TotalPathwise.Regression, RoundingOfRegressionCalls.TotalPathwise);

    private static IEnumerable<Agreement> Regressions =>
    [
        OfRegression.Given(
            TotalPathwise.Regression,
            (device, batch) => TotalPathwiseKernels.Regression(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.In(7), batch.Out(2))),
        OfRegression.Replicate(TotalPathwise.RegressionReplicate),
        OfRegression.Block(TotalPathwise.RegressionBlock),
        RegressionJoint.Moments(
            TotalPathwise.RegressionMoments,
            (device, batch) => TotalPathwiseKernels.RegressionMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.Out(2), batch.Out(2)),
            (regression, _) => RoundingOfRegressionMoments.TotalPathwise(regression)),
    ];
}

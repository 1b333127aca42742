using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On linear regressions.</content>
public sealed partial class AnalyticKullbackLeiblerAgreement
{
    private static readonly EstimatorJoint OfRegression = RegressionJoint.Of(
        "analytic-kullback-leibler", RegressionJoint.OfWeights, AnalyticKullbackLeibler.Regression, RoundingOfRegressionCalls.AnalyticKullbackLeibler);

    private static IEnumerable<Agreement> Regressions =>
    [
        OfRegression.Given(
            AnalyticKullbackLeibler.Regression,
            (device, batch) => AnalyticKullbackLeiblerKernels.Regression(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.In(7), batch.Out(2))),
        OfRegression.Replicate(AnalyticKullbackLeibler.RegressionReplicate),
        OfRegression.Block(AnalyticKullbackLeibler.RegressionBlock),
        RegressionJoint.Moments(
            AnalyticKullbackLeibler.RegressionMoments,
            (device, batch) => AnalyticKullbackLeiblerKernels.RegressionMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.Out(2), batch.Out(2)),
            (regression, _) => RoundingOfRegressionMoments.AnalyticKullbackLeibler(regression)),
    ];
}

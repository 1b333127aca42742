using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On linear regressions.</content>
public sealed partial class LeaveOneOutAgreement
{
    private static readonly EstimatorJoint OfRegression = RegressionJoint.Of(
        "leave-one-out", RegressionJoint.OfWeights, LeaveOneOut.Regression, RoundingOfRegressionCalls.LeaveOneOut);

    private static IEnumerable<Agreement> Regressions =>
    [
        OfRegression.Given(
            LeaveOneOut.Regression,
            (device, batch) => LeaveOneOutKernels.Regression(
                device,
                batch.In(0),
                batch.In(1),
                batch.In(2),
                batch.In(3),
                batch.In(4),
                batch.In(5),
                batch.Shared<int>(6),
                batch.Length(7) / batch.Length(4),
                batch.In(7),
                batch.Out(2))),
        OfRegression.Replicate(LeaveOneOut.RegressionReplicate),
        OfRegression.Block(LeaveOneOut.RegressionBlock),
        RegressionJoint.Moments(
            LeaveOneOut.RegressionMoments,
            (device, batch) => LeaveOneOutKernels.RegressionMoments(
                device,
                batch.In(0),
                batch.In(1),
                batch.In(2),
                batch.In(3),
                batch.In(4),
                batch.In(5),
                batch.Shared<int>(6),
                batch.Shared<int>(7),
                batch.Out(2),
                batch.Out(2)),
            (regression, call) => RoundingOfRegressionMoments.LeaveOneOut(regression, (int)call[7]),
            2, 3, 4, 8, 100),
    ];
}

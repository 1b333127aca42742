using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The path derivative of the evidence lower bound and its kernels.</summary>
public sealed partial class StickingTheLandingAgreement : ITopic
{
    private static readonly EstimatorJoint OfElbo = new(
        Estimators.Find("sticking-the-landing"),
        IsNormal: true,
        (problem, noise) =>
        {
            (double posteriorMean, double posteriorDeviation, double mean, double deviation) = (ElboProblem)problem;
            return StickingTheLanding.Elbo(posteriorMean, posteriorDeviation, mean, deviation, noise[0]);
        },
        (problem, noise, units) => RoundingOfElboCalls.StickingTheLanding((ElboProblem)problem, noise[0], units))
    {
        Arguments = ProblemArguments.Elbo,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfElbo.Given(
            StickingTheLanding.Elbo,
            (device, batch) => StickingTheLandingKernels.Elbo(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfElbo.Replicate(StickingTheLanding.ElboReplicate),
        OfElbo.Block(StickingTheLanding.ElboBlock),
        new Agreement(
            StickingTheLanding.ElboMoments,
            (device, batch) => StickingTheLandingKernels.ElboMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ProblemArguments.Elbo.Draw,
            new ErrorBound("each operation rounds once; all terms are positive", MomentsBound)),
        .. Regressions,
    ];

    private static double MomentsBound(object[] call, double[] expected, int i)
    {
        var constants = new ElboRounding((ElboProblem)ProblemArguments.Elbo.Of(call));
        Rounded square = constants.ByStandardDeviation.Product(constants.ByStandardDeviation);
        return i switch
        {
            0 => constants.ByMean.Error,
            1 => constants.ByStandardDeviation.Error,
            2 => square.Error,
            _ => constants.ByMean.Product(constants.ByMean).Sum(square.Twice).Error,
        };
    }
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The pathwise estimator with the divergence in closed form, and its kernels.</summary>
public sealed partial class AnalyticKullbackLeiblerAgreement : ITopic
{
    private static readonly EstimatorJoint OfElbo = new(
        Estimators.Find("analytic-kullback-leibler"),
        IsNormal: true,
        (problem, noise) =>
        {
            (double posteriorMean, double posteriorDeviation, double mean, double deviation) = (ElboProblem)problem;
            return AnalyticKullbackLeibler.Elbo(posteriorMean, posteriorDeviation, mean, deviation, noise[0]);
        },
        (problem, noise, units) => RoundingOfElboCalls.AnalyticKullbackLeibler((ElboProblem)problem, noise[0], units))
    {
        Arguments = ProblemArguments.Elbo,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfElbo.Given(
            AnalyticKullbackLeibler.Elbo,
            (device, batch) => AnalyticKullbackLeiblerKernels.Elbo(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfElbo.Replicate(AnalyticKullbackLeibler.ElboReplicate),
        OfElbo.Block(AnalyticKullbackLeibler.ElboBlock),
        new Agreement(
            AnalyticKullbackLeibler.ElboMoments,
            (device, batch) => AnalyticKullbackLeiblerKernels.ElboMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ProblemArguments.Elbo.Draw,
            new ErrorBound("each operation rounds once; all terms are positive", MomentsBound)),
        .. Regressions,
    ];

    private static double MomentsBound(object[] call, double[] expected, int i)
    {
        var constants = new ElboRounding((ElboProblem)ProblemArguments.Elbo.Of(call));
        Rounded fall = constants.Likelihood.Product(constants.Deviation);
        Rounded square = fall.Product(fall), slope = constants.ByMean.Sum(constants.Mean);
        return i switch
        {
            0 => constants.ByMean.Error,
            1 => constants.ByStandardDeviation.Error,
            2 => square.Error,
            _ => slope.Product(slope).Sum(square.Twice).Error,
        };
    }
}

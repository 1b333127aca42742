using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Straight-through and its kernels.</summary>
public sealed class StraightThroughAgreement : ITopic
{
    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("straight-through"),
        IsNormal: false,
        (problem, noise) => [StraightThrough.Bernoulli(((BernoulliProblem)problem).Target, ((BernoulliProblem)problem).Logit, noise[0])],
        (problem, noise, units) => RoundingOfBernoulliCalls.StraightThrough((BernoulliProblem)problem, noise, units));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBernoulli.Given(
            StraightThrough.Bernoulli,
            (device, batch) => StraightThroughKernels.Bernoulli(device, batch.In(0), batch.In(1), batch.In(2), batch.Out())),
        OfBernoulli.Replicate(StraightThrough.BernoulliReplicate),
        OfBernoulli.Block(StraightThrough.BernoulliBlock),
        new Agreement(
            StraightThrough.BernoulliMoments,
            (device, batch) => StraightThroughKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.Out(), batch.Out(), batch.Out()),
            source => EstimatorJoint.BernoulliPoint(source),
            new ErrorBound("p and q err by 5 u each; p - target keeps what p lost", Moments)),
    ];

    // 11 u for p q. The gradient: the difference and a product. The variance: three such, two products. The mean: 12 u and
    // the subtraction; p's own 5 u are absolute in it.
    private static double Moments(object[] call, double[] expected, int i)
    {
        double p = 1 / (1 + Math.Exp(-(double)call[1]));
        double lost = 2 * p * p * (1 - p) * 5 * ErrorBound.U;
        return i switch
        {
            0 => 13 * ErrorBound.U * Math.Abs(expected[0]),
            1 => 35 * ErrorBound.U * expected[1],
            _ => (13 * ErrorBound.U * Math.Abs(expected[2])) + lost,
        };
    }
}

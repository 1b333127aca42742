using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Augment-REINFORCE-merge and its kernels.</summary>
public sealed class AugmentReinforceMergeAgreement : ITopic
{
    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("augment-reinforce-merge"),
        IsNormal: false,
        (problem, noise) => [AugmentReinforceMerge.Bernoulli(((BernoulliProblem)problem).Target, ((BernoulliProblem)problem).Logit, noise[0])],
        (problem, noise, _) => RoundingOfCalls.AugmentReinforceMerge((BernoulliProblem)problem, noise))
    {
        TakesDifference = true,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBernoulli.Given(
            AugmentReinforceMerge.Bernoulli,
            (device, batch) => AugmentReinforceMergeKernels.Bernoulli(device, batch.In(0), batch.In(1), batch.In(2), batch.Out())),
        OfBernoulli.Replicate(AugmentReinforceMerge.BernoulliReplicate),
        OfBernoulli.Block(AugmentReinforceMerge.BernoulliBlock),
        new Agreement(
            AugmentReinforceMerge.BernoulliMoments,
            (device, batch) => AugmentReinforceMergeKernels.BernoulliMoments(device, batch.In(0), batch.In(1), batch.Out(), batch.Out()),
            source => EstimatorJoint.BernoulliPoint(source),
            new ErrorBound("p errs by 5 u; the polynomial's terms have either sign", Moments)),
    ];

    private static double Moments(object[] call, double[] expected, int i)
    {
        double difference = 1 - (2 * (double)call[0]);
        double r = 1 / (1 + Math.Exp(Math.Abs((double)call[1])));
        // The difference rounds once, which shows where it is small; p and q err by 5 u each.
        return i == 0
            ? ErrorBound.U * 14 * Math.Abs(expected[0])
            : ErrorBound.U * difference * difference * r * ((8 * 0.5) + (r * ((24 * 2) + (r * ((32 * 8 / 3.0) + (40 * r))))));
    }
}

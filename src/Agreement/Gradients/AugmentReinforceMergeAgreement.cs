using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Augment-REINFORCE-merge and its kernels.</summary>
public sealed partial class AugmentReinforceMergeAgreement : ITopic
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
        .. Toys,
    ];

    private static double Moments(object[] call, double[] expected, int i)
    {
        double difference = 1 - (2 * (double)call[0]);
        double r = 1 / (1 + Math.Exp(Math.Abs((double)call[1])));
        // The gradient: 5 u for p and for q, 1 for the difference, 2 products. The variance: before the bracket 2 for the
        // differences, 5 for r, 3 products; in it, for each term, 5 a power of r and 1 an operation on its way out.
        return i == 0
            ? ErrorBound.U * 13 * Math.Abs(expected[0])
            : ErrorBound.U * difference * difference * r * ((11 * 0.5) + (r * ((18 * 2) + (r * ((25 * 8 / 3.0) + (30 * r))))));
    }
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Augment-REINFORCE and its kernels.</summary>
public sealed class AugmentReinforceAgreement : ITopic
{
    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("augment-reinforce"),
        IsNormal: false,
        (problem, noise) => [AugmentReinforce.Bernoulli(((BernoulliProblem)problem).Target, ((BernoulliProblem)problem).Logit, noise)],
        (problem, noise, _) => RoundingOfBernoulliCalls.AugmentReinforce((BernoulliProblem)problem, noise))
    {
        TakesDifference = false,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBernoulli.Given(
            AugmentReinforce.Bernoulli,
            (device, batch) => AugmentReinforceKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.Length(2), batch.In(2), batch.Out())),
        OfBernoulli.Replicate(AugmentReinforce.BernoulliReplicate),
        OfBernoulli.Block(AugmentReinforce.BernoulliBlock),
        new Agreement(
            AugmentReinforce.BernoulliMoments,
            (device, batch) => AugmentReinforceKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.Shared<int>(2), batch.Out(), batch.Out()),
            source => [.. EstimatorJoint.BernoulliPoint(source), source.Pick(1, 2, 3, 8)],
            new ErrorBound("p and q err by 5 u each; products and sums of positive terms", Moments)),
    ];

    // The gradient: 5 u for p and for q, 1 for the difference, 2 products. The variance: in either of its terms 3 probabilities,
    // 6 u for the squared objective, 6 products and sums at most, the sum and the division.
    private static double Moments(object[] call, double[] expected, int i) =>
        ErrorBound.U * (i == 0 ? 13 : 33) * Math.Abs(expected[i]);
}

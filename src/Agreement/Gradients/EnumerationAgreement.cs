using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Enumeration and its kernels.</summary>
public sealed partial class EnumerationAgreement : ITopic
{
    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("enumeration"),
        IsNormal: false,
        (problem, _) => [Enumeration.Bernoulli(((BernoulliProblem)problem).Target, ((BernoulliProblem)problem).Logit)],
        (problem, _, units) => RoundingOfBernoulliCalls.Enumeration((BernoulliProblem)problem, units))
    {
        TakesDifference = true,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Enumeration.Bernoulli,
            (device, batch) => EnumerationKernels.Bernoulli(device, batch.In(0), batch.In(1), batch.Out()),
            source => EstimatorJoint.BernoulliPoint(source),
            ErrorBound.Relative("p and q err by 5 u each, the difference by 1; two products", 13)),
        OfBernoulli.Replicate(Enumeration.BernoulliReplicate),
        OfBernoulli.Block(Enumeration.BernoulliBlock),
        new Agreement(
            Enumeration.BernoulliMoments,
            (device, batch) => EnumerationKernels.BernoulliMoments(device, batch.In(0), batch.In(1), batch.Out(), batch.Out()),
            source => EstimatorJoint.BernoulliPoint(source),
            ErrorBound.Relative("p and q err by 5 u each, the difference by 1; two products; no variance", 13)),
        .. Categorical,
    ];
}

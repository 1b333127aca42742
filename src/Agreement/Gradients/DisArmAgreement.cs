using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>DisARM and its kernels.</summary>
public sealed partial class DisArmAgreement : ITopic
{
    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("dis-arm"),
        IsNormal: false,
        (problem, noise) => [DisArm.Bernoulli(((BernoulliProblem)problem).Target, ((BernoulliProblem)problem).Logit, noise[0])],
        (problem, noise, units) => RoundingOfCalls.DisArm((BernoulliProblem)problem, noise, units))
    {
        TakesDifference = true,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBernoulli.Given(
            DisArm.Bernoulli,
            (device, batch) => DisArmKernels.Bernoulli(device, batch.In(0), batch.In(1), batch.In(2), batch.Out())),
        OfBernoulli.Replicate(DisArm.BernoulliReplicate),
        OfBernoulli.Block(DisArm.BernoulliBlock),
        new Agreement(
            DisArm.BernoulliMoments,
            (device, batch) => DisArmKernels.BernoulliMoments(device, batch.In(0), batch.In(1), batch.Out(), batch.Out()),
            source => EstimatorJoint.BernoulliPoint(source),
            new ErrorBound("p and q err by 5 u each, tanh by 2 spacings; products", Moments)),
        .. Toys,
    ];

    private static double Moments(object[] call, double[] expected, int i)
    {
        // The gradient: 5 u for p and for q, 1 for the difference, 2 products. The variance: 2 for the differences, 5 for the
        // rarer probability, 10 for the square of the other, 4 for tanh, 5 products.
        return ErrorBound.U * (i == 0 ? 13 : 26) * Math.Abs(expected[i]);
    }
}

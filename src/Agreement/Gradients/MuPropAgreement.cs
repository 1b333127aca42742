using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>MuProp and its kernels.</summary>
public sealed class MuPropAgreement : ITopic
{
    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("mu-prop"),
        IsNormal: false,
        (problem, noise) => [MuProp.Bernoulli(((BernoulliProblem)problem).Target, ((BernoulliProblem)problem).Logit, noise[0])],
        (problem, noise, units) => [RoundingOfControls.MuProp((BernoulliProblem)problem, noise[0], units)])
    {
        // p - target rounds up to a half for all calls alike.
        Arguments = ProblemArguments.Bernoulli with { RoundedAlike = [Math.ScaleB(0.4375, -25), 0.0] },
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBernoulli.Given(
            MuProp.Bernoulli,
            (device, batch) => MuPropKernels.Bernoulli(device, batch.In(0), batch.In(1), batch.In(2), batch.Out())),
        OfBernoulli.Replicate(MuProp.BernoulliReplicate),
        OfBernoulli.Block(MuProp.BernoulliBlock),
        new Agreement(
            MuProp.BernoulliMoments,
            (device, batch) => MuPropKernels.BernoulliMoments(device, batch.In(0), batch.In(1), batch.Out(), batch.Out()),
            source => EstimatorJoint.BernoulliPoint(source),
            new ErrorBound("p and q err by 5 u each; products, and a sum of positive terms", Moments)),
        new Agreement(
            MuProp.BernoulliBaseline,
            (device, batch) => MuPropKernels.BernoulliBaseline(device, batch.In(0), batch.In(1), batch.Out()),
            source => EstimatorJoint.BernoulliPoint(source),
            new ErrorBound("p - target keeps the 5 u that p lost, and rounds; so does its square", BaselineBound)),
    ];

    // The gradient: 5 u for p and for q, 1 for the difference, 2 products. The variance: 18 for the cubes and their sum, twice;
    // 10 for p and q, 3 products.
    private static double Moments(object[] call, double[] expected, int i) =>
        ErrorBound.U * (i == 0 ? 13 : 49) * Math.Abs(expected[i]);

    private static double BaselineBound(object[] call, double[] expected, int i)
    {
        double p = 1 / (1 + Math.Exp(-(double)call[1]));
        double off = p - (double)call[0];
        return new Rounded(off, ErrorBound.U * ((5 * p) + Math.Abs(off))).Square().ErrorAfter(1);
    }
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The score-function estimator and its kernels.</summary>
public sealed class ScoreFunctionAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("score-function"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return ScoreFunction.Normal(objective, k, mean, standardDeviation, noise[0]);
        },
        (problem, noise, units) => RoundingOfCalls.ScoreFunction((NormalProblem)problem, noise, units));

    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("score-function"),
        IsNormal: false,
        (problem, noise) => [ScoreFunction.Bernoulli(((BernoulliProblem)problem).Target, ((BernoulliProblem)problem).Logit, noise[0])],
        (problem, noise, units) => RoundingOfCalls.ScoreFunction((BernoulliProblem)problem, noise, units));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            ScoreFunction.Normal,
            (device, batch) => ScoreFunctionKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(ScoreFunction.NormalReplicate),
        OfNormal.Block(ScoreFunction.NormalBlock),
        new Agreement(
            ScoreFunction.NormalMoments,
            (device, batch) => ScoreFunctionKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            source => EstimatorJoint.Point(source),
            new ErrorBound("a variance is a mean square less a square: roundings count against both", MomentsBound)),
        OfBernoulli.Given(
            ScoreFunction.Bernoulli,
            (device, batch) => ScoreFunctionKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out())),
        OfBernoulli.Replicate(ScoreFunction.BernoulliReplicate),
        OfBernoulli.Block(ScoreFunction.BernoulliBlock),
        new Agreement(
            ScoreFunction.BernoulliMoments,
            (device, batch) => ScoreFunctionKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.Out(), batch.Out()),
            source => EstimatorJoint.BernoulliPoint(source),
            new ErrorBound("p and q err by 5 u each; products and one sum of positive terms", BernoulliMomentsBound)),
    ];

    private static double MomentsBound(object[] call, double[] expected, int i)
    {
        if (i < 2)
        {
            return MomentTerms.Gradient(call, i);
        }

        MomentTerms terms = MomentTerms.Of(call);
        double s = (double)call[3];
        double square = i == 2 ? terms.ScoreSquare : terms.SecondScoreSquare;
        return terms.Units * ErrorBound.U * ((square / (s * s)) + (2 * expected[i - 2] * expected[i - 2]));
    }

    private static double BernoulliMomentsBound(object[] call, double[] expected, int i)
    {
        double t = (double)call[0];
        return i == 0
            ? ErrorBound.U * ((14 * Math.Abs(expected[0])) + (Math.Abs(expected[0] / (1 - (2 * t))) * 2))
            : 32 * ErrorBound.U * expected[1];
    }
}

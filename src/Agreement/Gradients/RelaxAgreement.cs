using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>RELAX and its kernels, at any temperature and weights.</summary>
public sealed class RelaxAgreement : ITopic
{
    private static readonly EstimatorJoint OfBernoulli = new(
        new EstimatorEntry("relax", Estimators.OfRelax<RelaxedProblem>(problem => problem)) { EvaluationsPerSample = 3 },
        IsNormal: false,
        (problem, noise) => [Call((RelaxedProblem)problem, noise)],
        (problem, noise, _) => [RoundingOfRebar.Call((RelaxedProblem)problem, noise[0], noise[1]).Error])
    {
        Arguments = ProblemArguments.RelaxedWeighted,
        Takes = CallNoise.Uniforms(2),
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBernoulli.Given(
            Relax.Bernoulli,
            (device, batch) => RelaxKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out())),
        OfBernoulli.Replicate(Relax.BernoulliReplicate),
        OfBernoulli.Block(Relax.BernoulliBlock),
        new Agreement(
            Relax.BernoulliMoments,
            (device, batch) => RelaxKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(), batch.Out()),
            ProblemArguments.RelaxedWeighted.Draw,
            new ErrorBound(
                "each node of the quadrature carries the roundings of a call, each sum one for every node",
                (call, expected, i) => i == 0
                    ? 13 * ErrorBound.U * Math.Abs(expected[0])
                    : RoundingOfRebar.Variance(Problem(call), coupled: false))),
        new Agreement(
            Relax.BernoulliWeights,
            (device, batch) => RelaxKernels.BernoulliWeights(device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2)),
            ProblemArguments.Relaxed.Draw,
            new ErrorBound(
                "the mean products err as the moments do; the equations' inverse carries that, and Cramer's rule rounds",
                (call, expected, i) =>
                    RoundingOfControls.Weights((RelaxedProblem)ProblemArguments.Relaxed.Of(call), expected)[i])),
        new Agreement(
            Relax.BernoulliTraining,
            (device, batch) => RelaxKernels.BernoulliTraining(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2)),
            source => [.. ProblemArguments.RelaxedWeighted.Draw(source), source.Vector(2, s => s.Uniform(0, 1))],
            new ErrorBound(
                "twice a call times what it changes by, either with its roundings to first order",
                (call, _, i) => RoundingOfControls.ByWeight(
                    Problem(call), Problem(call) with { Scale = 1 - i, Tilt = i }, (double[])call[^1]))),
    ];

    private static RelaxedProblem Problem(object[] call) => (RelaxedProblem)ProblemArguments.RelaxedWeighted.Of(call);

    private static double Call(RelaxedProblem problem, double[] noise) =>
        Relax.Bernoulli(problem.Target, problem.Logit, problem.Temperature, [problem.Scale, problem.Tilt], noise);
}

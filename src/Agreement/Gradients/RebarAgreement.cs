using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>REBAR and its kernels, at any temperature and scale.</summary>
public sealed class RebarAgreement : ITopic
{
    private static readonly EstimatorJoint OfBernoulli = new(
        new EstimatorEntry("rebar", EstimatorOn.Of<RelaxedProblem>(Moments, Sampler)) { EvaluationsPerSample = 3 },
        IsNormal: false,
        (problem, noise) => [Call((RelaxedProblem)problem, noise)],
        (problem, noise, _) => [RoundingOfRebar.Call((RelaxedProblem)problem, noise[0], noise[1]).Error])
    {
        Arguments = ProblemArguments.RelaxedScaled,
        Takes = CallNoise.Uniforms(2),
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBernoulli.Given(
            Rebar.Bernoulli,
            (device, batch) => RebarKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out())),
        OfBernoulli.Replicate(Rebar.BernoulliReplicate),
        OfBernoulli.Block(Rebar.BernoulliBlock),
        new Agreement(
            Rebar.BernoulliCoupled,
            (device, batch) => RebarKernels.BernoulliCoupled(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out()),
            source => [.. ProblemArguments.RelaxedScaled.Draw(source), source.Uniform(0, 1)],
            new ErrorBound(
                "each operation of the call rounds once, elementary functions as UlpBounds says; errors carried to first order",
                (call, _, _) => RoundingOfRebar.CoupledCall(Problem(call), (double)call[^1]))),
        new Agreement(
            Rebar.BernoulliMoments,
            (device, batch) => RebarKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(), batch.Out()),
            ProblemArguments.RelaxedScaled.Draw,
            new ErrorBound(Quadrature, (call, expected, i) => MomentsBound(call, expected, i, coupled: false))),
        new Agreement(
            Rebar.BernoulliCoupledMoments,
            (device, batch) => RebarKernels.BernoulliCoupledMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(), batch.Out()),
            ProblemArguments.RelaxedScaled.Draw,
            new ErrorBound(Quadrature, (call, expected, i) => MomentsBound(call, expected, i, coupled: true))),
    ];

    private static string Quadrature => "each node of the quadrature carries the roundings of a call, each sum one for every node";

    private static double Call(RelaxedProblem problem, double[] noise) =>
        Rebar.Bernoulli(problem.Target, problem.Logit, problem.Temperature, problem.Scale, noise);

    private static GradientMoments Moments(RelaxedProblem problem) =>
        Rebar.BernoulliMoments(problem.Target, problem.Logit, problem.Temperature, problem.Scale);

    private static GradientSampler Sampler(RelaxedProblem problem) => RebarKernels.Bernoulli(
        (float)problem.Target, (float)problem.Logit, (float)problem.Temperature, (float)problem.Scale);

    private static RelaxedProblem Problem(object[] call) =>
        new((double)call[0], (double)call[1], (double)call[2], (double)call[3]);

    private static double MomentsBound(object[] call, double[] expected, int i, bool coupled) => i == 0
        ? 13 * ErrorBound.U * Math.Abs(expected[0])
        : RoundingOfRebar.Variance(Problem(call), coupled);
}

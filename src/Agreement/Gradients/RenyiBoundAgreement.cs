using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The pathwise estimator of Renyi's variational bound and its kernels, of any order.</summary>
public sealed class RenyiBoundAgreement : ITopic
{
    // As for the importance-weighted bound, the reciprocal of a narrow q's standard deviation outweighs the rest.
    private static readonly ProblemArguments Arguments = new(
        5,
        source => [.. ProblemArguments.Bound.Draw(source), source.Pick(0, 1, source.Uniform(0, 1), source.Uniform(0, 1))],
        call => new RenyiProblem((double)call[0], (double)call[1], (double)call[2], (double)call[3], (double)call[4]),
        [0.0, 1.0, 0.0, Math.ScaleB(1 - Math.ScaleB(1, -24), -7), 0.5]);

    private static readonly EstimatorJoint OfBound = new(
        new EstimatorEntry("renyi-bound", EstimatorOn.Of<RenyiProblem>(Moments, Sampler)) { TakesSamples = true },
        IsNormal: true,
        (problem, noise) => Call((RenyiProblem)problem, noise),
        (problem, noise, units) => RoundingOfBoundCalls.Renyi((RenyiProblem)problem, noise, units))
    {
        Arguments = Arguments,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBound.Given(
            RenyiBound.Bound,
            (device, batch) => RenyiBoundKernels.Bound(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Length(5), batch.In(5), batch.Out(2))),
        OfBound.Replicate(RenyiBound.BoundReplicate),
        OfBound.Block(RenyiBound.BoundBlock),
        new Agreement(
            RenyiBound.BoundMoments,
            (device, batch) => RenyiBoundKernels.BoundMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Shared<int>(5), batch.Out(2), batch.Out(2)),
            source => [.. Arguments.Draw(source), source.Pick(2, 3, 5, 10)],
            RoundingOfBoundCalls.Moments)
        {
            Calls = 48,
        },
    ];

    private static double[] Call(RenyiProblem problem, double[] noise) => RenyiBound.Bound(
        problem.PosteriorMean, problem.PosteriorStandardDeviation, problem.Mean, problem.StandardDeviation, problem.Order, noise);

    private static GradientMoments Moments(RenyiProblem problem, int samples) => RenyiBound.BoundMoments(
        problem.PosteriorMean, problem.PosteriorStandardDeviation, problem.Mean, problem.StandardDeviation, problem.Order, samples);

    private static GradientSampler Sampler(RenyiProblem problem, int samples) => RenyiBoundKernels.Bound(
        (float)problem.PosteriorMean,
        (float)problem.PosteriorStandardDeviation,
        (float)problem.Mean,
        (float)problem.StandardDeviation,
        (float)problem.Order,
        samples);
}

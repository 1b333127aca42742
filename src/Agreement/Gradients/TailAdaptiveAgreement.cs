using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The tail-adaptive gradient and its kernels.</summary>
public sealed class TailAdaptiveAgreement : ITopic
{
    private static readonly EstimatorJoint OfBound = new(
        Estimators.Find("tail-adaptive"),
        IsNormal: true,
        (problem, noise) =>
        {
            (double posteriorMean, double posteriorDeviation, double mean, double deviation) = (ImportanceWeightedProblem)problem;
            return TailAdaptive.Bound(posteriorMean, posteriorDeviation, mean, deviation, noise);
        },
        (problem, noise, units) => RoundingOfRanks.Call((ImportanceWeightedProblem)problem, noise, units))
    {
        Arguments = ProblemArguments.Bound,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBound.Given(
            TailAdaptive.Bound,
            (device, batch) => TailAdaptiveKernels.Bound(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out(2))),
        OfBound.Replicate(TailAdaptive.BoundReplicate),
        OfBound.Block(TailAdaptive.BoundBlock),
        new Agreement(
            TailAdaptive.BoundMoments,
            (device, batch) => TailAdaptiveKernels.BoundMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Shared<int>(4), batch.Out(2), batch.Out(2), batch.Out(2)),
            source => [.. ProblemArguments.Bound.Draw(source), source.Pick(2, 3, 5, 10)],
            RoundingOfRanks.Moments)
        {
            Calls = 48,
        },
    ];
}

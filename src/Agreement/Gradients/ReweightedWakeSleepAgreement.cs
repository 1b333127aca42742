using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Reweighted wake-sleep's update of q and its kernels.</summary>
public sealed class ReweightedWakeSleepAgreement : ITopic
{
    private static readonly EstimatorJoint OfBound = new(
        Estimators.Find("reweighted-wake-sleep"),
        IsNormal: true,
        (problem, noise) =>
        {
            (double posteriorMean, double posteriorDeviation, double mean, double deviation) = (ImportanceWeightedProblem)problem;
            return ReweightedWakeSleep.Bound(posteriorMean, posteriorDeviation, mean, deviation, noise);
        },
        (problem, noise, units) => RoundingOfBoundCalls.ReweightedWakeSleep((ImportanceWeightedProblem)problem, noise, units))
    {
        // Where q is the posterior all weights are alike; the reciprocal of its standard deviation errs by all it can, for all calls.
        Arguments = ProblemArguments.Bound with
        {
            RoundedAlike = [0.0, 1 - Math.ScaleB(1, -24), 0.0, 1 - Math.ScaleB(1, -24)],
        },
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBound.Given(
            ReweightedWakeSleep.Bound,
            (device, batch) => ReweightedWakeSleepKernels.Bound(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out(2))),
        OfBound.Replicate(ReweightedWakeSleep.BoundReplicate),
        OfBound.Block(ReweightedWakeSleep.BoundBlock),
        new Agreement(
            ReweightedWakeSleep.BoundMoments,
            (device, batch) => ReweightedWakeSleepKernels.BoundMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Shared<int>(4), batch.Out(2), batch.Out(2), batch.Out(2)),
            source => [.. ProblemArguments.Bound.Draw(source), source.Pick(2, 3, 5, 10)],
            RoundingOfBoundCalls.Moments)
        {
            Calls = 48,
        },
    ];
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Sticking the landing with several samples, and its kernels.</summary>
public sealed class ImportanceWeightedStickingTheLandingAgreement : ITopic
{
    private static readonly EstimatorJoint OfBound = new(
        Estimators.Find("importance-weighted-sticking-the-landing"),
        IsNormal: true,
        (problem, noise) =>
        {
            (double posteriorMean, double posteriorDeviation, double mean, double deviation) = (ImportanceWeightedProblem)problem;
            return ImportanceWeightedStickingTheLanding.Bound(posteriorMean, posteriorDeviation, mean, deviation, noise);
        },
        (problem, noise, units) => RoundingOfBoundCalls.StickingTheLanding((ImportanceWeightedProblem)problem, noise, units))
    {
        Arguments = ProblemArguments.Bound,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBound.Given(
            ImportanceWeightedStickingTheLanding.Bound,
            (device, batch) => ImportanceWeightedStickingTheLandingKernels.Bound(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out(2))),
        OfBound.Replicate(ImportanceWeightedStickingTheLanding.BoundReplicate),
        OfBound.Block(ImportanceWeightedStickingTheLanding.BoundBlock),
        new Agreement(
            ImportanceWeightedStickingTheLanding.BoundMoments,
            (device, batch) => ImportanceWeightedStickingTheLandingKernels.BoundMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Shared<int>(4), batch.Out(2), batch.Out(2), batch.Out(2)),
            source => [.. ProblemArguments.Bound.Draw(source), source.Pick(2, 3, 5, 10)],
            RoundingOfBoundCalls.Moments)
        {
            Calls = 48,
        },
    ];
}

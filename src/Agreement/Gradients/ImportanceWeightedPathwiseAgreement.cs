using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The pathwise estimator of the importance-weighted bound, and its kernels.</summary>
public sealed class ImportanceWeightedPathwiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfBound = new(
        Estimators.Find("importance-weighted-pathwise"),
        IsNormal: true,
        (problem, noise) =>
        {
            (double posteriorMean, double posteriorDeviation, double mean, double deviation) = (ImportanceWeightedProblem)problem;
            return ImportanceWeightedPathwise.Bound(posteriorMean, posteriorDeviation, mean, deviation, noise);
        },
        (problem, noise, units) => RoundingOfBoundCalls.Pathwise((ImportanceWeightedProblem)problem, noise, units))
    {
        // The reciprocal of a narrow q's standard deviation outweighs the rest, and rounds by all it can.
        Arguments = ProblemArguments.Bound with
        {
            RoundedAlike = [0.0, 1.0, 0.0, Math.ScaleB(1 - Math.ScaleB(1, -24), -7)],
        },
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBound.Given(
            ImportanceWeightedPathwise.Bound,
            (device, batch) => ImportanceWeightedPathwiseKernels.Bound(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out(2))),
        OfBound.Replicate(ImportanceWeightedPathwise.BoundReplicate),
        OfBound.Block(ImportanceWeightedPathwise.BoundBlock),
        new Agreement(
            ImportanceWeightedPathwise.BoundMoments,
            (device, batch) => ImportanceWeightedPathwiseKernels.BoundMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Shared<int>(4), batch.Out(2), batch.Out(2)),
            source => [.. ProblemArguments.Bound.Draw(source), source.Pick(2, 3, 5, 10)],
            RoundingOfBoundCalls.Moments)
        {
            Calls = 48,
        },
    ];
}

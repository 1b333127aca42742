using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Doubly reparametrised gradients of the importance-weighted bound, and their kernels.</summary>
public sealed class DoublyReparameterizedAgreement : ITopic
{
    private static readonly EstimatorJoint OfBound = new(
        Estimators.Find("doubly-reparameterized"),
        IsNormal: true,
        (problem, noise) =>
        {
            (double posteriorMean, double posteriorDeviation, double mean, double deviation) = (ImportanceWeightedProblem)problem;
            return DoublyReparameterized.Bound(posteriorMean, posteriorDeviation, mean, deviation, noise);
        },
        (problem, noise, units) => RoundingOfBoundCalls.DoublyReparameterized((ImportanceWeightedProblem)problem, noise, units))
    {
        Arguments = ProblemArguments.Bound,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBound.Given(
            DoublyReparameterized.Bound,
            (device, batch) => DoublyReparameterizedKernels.Bound(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out(2))),
        OfBound.Replicate(DoublyReparameterized.BoundReplicate),
        OfBound.Block(DoublyReparameterized.BoundBlock),
        new Agreement(
            DoublyReparameterized.BoundMoments,
            (device, batch) => DoublyReparameterizedKernels.BoundMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Shared<int>(4), batch.Out(2), batch.Out(2)),
            source => [.. ProblemArguments.Bound.Draw(source), source.Pick(2, 3, 5, 10)],
            RoundingOfBoundCalls.Moments)
        {
            Calls = 48,
        },
    ];
}

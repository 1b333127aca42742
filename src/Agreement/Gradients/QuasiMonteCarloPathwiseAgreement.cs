using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The pathwise estimator averaged over scrambled points and its kernels.</summary>
public sealed class QuasiMonteCarloPathwiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("quasi-monte-carlo-pathwise"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return QuasiMonteCarloPathwise.Normal(objective, k, mean, standardDeviation, noise);
        },
        (problem, noise, units) => RoundingOfStrata.Call((NormalProblem)problem, noise, isDrawn: units > 0))
    {
        Takes = CallNoise.ScrambledNormals,
        SampleCounts = [1, 2, 4, 8],
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            QuasiMonteCarloPathwise.Normal,
            (device, batch) => QuasiMonteCarloPathwiseKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(QuasiMonteCarloPathwise.NormalReplicate),
        OfNormal.Block(QuasiMonteCarloPathwise.NormalBlock),
        new Agreement(
            QuasiMonteCarloPathwise.NormalMoments,
            (device, batch) => QuasiMonteCarloPathwiseKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Shared<int>(4), batch.Out(2), batch.Out(2)),
            source => [.. EstimatorJoint.Point(source), source.Pick(1, 2, 4, 16)],
            new ErrorBound(
                "each node of the quadrature carries the roundings of a call, each sum one for every node; an edge of a stratum moves what lies there",
                (call, _, i) => i < 2
                    ? MomentTerms.Gradient(call, i)
                    : RoundingOfStrata.Variance((NormalProblem)ProblemArguments.Normal.Of(call), i - 2, (int)call[4])))
        {
            Calls = 256, // a bound takes some thousand nodes
        },
    ];
}

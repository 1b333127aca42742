using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The delta method and its kernels.</summary>
public sealed class DeltaMethodAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("delta-method"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return DeltaMethod.Normal(objective, k, mean, standardDeviation, noise[0]);
        },
        (problem, noise, units) => DeltaMethodRounding.Call((NormalProblem)problem, noise, units));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            DeltaMethod.Normal,
            (device, batch) => DeltaMethodKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(DeltaMethod.NormalReplicate),
        OfNormal.Block(DeltaMethod.NormalBlock),
        new Agreement(
            DeltaMethod.NormalMoments,
            (device, batch) => DeltaMethodKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            source => EstimatorJoint.Point(source),
            new ErrorBound(
                "a variance is a sum of mean squares and mixed terms less a square: roundings count against all",
                (call, expected, i) => i < 2
                    ? MomentTerms.Gradient(call, i)
                    : DeltaMethodRounding.Variance(call, expected[i - 2], i - 2))),
    ];
}

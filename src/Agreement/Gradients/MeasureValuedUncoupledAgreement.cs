using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The measure-valued estimator with independent draws and its kernels.</summary>
public sealed class MeasureValuedUncoupledAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("measure-valued-uncoupled"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return MeasureValuedUncoupled.Normal(objective, k, mean, standardDeviation, noise);
        },
        (problem, noise, units) => MeasureRounding.Uncoupled((NormalProblem)problem, noise, units))
    {
        Takes = CallNoise.RayleighNormals(4),
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            MeasureValuedUncoupled.Normal,
            (device, batch) => MeasureValuedUncoupledKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(MeasureValuedUncoupled.NormalReplicate),
        OfNormal.Block(MeasureValuedUncoupled.NormalBlock),
        new Agreement(
            MeasureValuedUncoupled.NormalMoments,
            (device, batch) => MeasureValuedUncoupledKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            source => EstimatorJoint.Point(source),
            new ErrorBound(
                "a variance is a sum of mean squares less squares: roundings count against all",
                (call, expected, i) => i < 2 ? MomentTerms.Gradient(call, i) : MeasureRounding.Uncoupled(call, expected, i))),
    ];
}

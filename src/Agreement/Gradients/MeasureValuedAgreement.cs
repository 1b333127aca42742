using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The measure-valued estimator with coupled draws and its kernels.</summary>
public sealed class MeasureValuedAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("measure-valued"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return MeasureValued.Normal(objective, k, mean, standardDeviation, noise);
        },
        (problem, noise, units) => MeasureRounding.Coupled((NormalProblem)problem, noise, units))
    {
        Takes = CallNoise.RayleighNormals(2),
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            MeasureValued.Normal,
            (device, batch) => MeasureValuedKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(MeasureValued.NormalReplicate),
        OfNormal.Block(MeasureValued.NormalBlock),
        new Agreement(
            MeasureValued.NormalMoments,
            (device, batch) => MeasureValuedKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            source => EstimatorJoint.Point(source),
            new ErrorBound(
                "a variance is a mean square less a square: roundings count against both",
                (call, expected, i) => i < 2 ? MomentTerms.Gradient(call, i) : MeasureRounding.Coupled(call, expected, i))),
    ];
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The control variate with an estimated coefficient and its kernels.</summary>
public sealed class EstimatedControlVariateAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("estimated-control-variate"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return EstimatedControlVariate.Normal(objective, k, mean, standardDeviation, noise);
        },
        (problem, noise, units) => new EstimatedControlRounding((NormalProblem)problem).Call(noise, units));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            EstimatedControlVariate.Normal,
            (device, batch) => EstimatedControlVariateKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(EstimatedControlVariate.NormalReplicate),
        OfNormal.Block(EstimatedControlVariate.NormalBlock),
        new Agreement(
            EstimatedControlVariate.NormalMoments,
            (device, batch) => EstimatedControlVariateKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Shared<int>(4), batch.Out(2), batch.Out(2)),
            source => [.. EstimatorJoint.Point(source), source.Pick(2, 3, 8)],
            new ErrorBound("each node of the quadrature carries the roundings of a call, each sum one for every node", MomentsBound))
        {
            Calls = 1024, // a bound takes 289 nodes
        },
    ];

    private static double MomentsBound(object[] call, double[] expected, int i)
    {
        if (i < 2)
        {
            return MomentTerms.Gradient(call, i);
        }

        var rounding = new EstimatedControlRounding((NormalProblem)ProblemArguments.Normal.Of(call));
        return rounding.Variance(expected[i - 2], MomentTerms.Gradient(call, i - 2), i - 2, (int)call[4]);
    }
}

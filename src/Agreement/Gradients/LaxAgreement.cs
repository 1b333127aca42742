using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>LAX and its kernels, at any weights.</summary>
public sealed class LaxAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.AnyLax,
        IsNormal: true,
        (problem, noise) => ((SurrogateProblem)problem).Call(noise),
        (problem, noise, units) => LaxRounding.Call((SurrogateProblem)problem, noise[0], units))
    {
        Arguments = SurrogateProblem.Arguments,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            Lax.Normal,
            (device, batch) => LaxKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Out(2))),
        OfNormal.Replicate(Lax.NormalReplicate),
        OfNormal.Block(Lax.NormalBlock),
        new Agreement(
            Lax.NormalMoments,
            (device, batch) => LaxKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2), batch.Out(2)),
            SurrogateProblem.Arguments.Draw,
            new ErrorBound(
                "each node of the quadrature carries the roundings of a call and of the gradient, the sums are in double",
                (call, expected, i) => i < 2
                    ? MomentTerms.Gradient(call, i)
                    : LaxRounding.Variance(Problem(call), expected[i - 2], MomentTerms.Gradient(call, i - 2), expected[i], i - 2)))
        {
            Calls = 512, // a bound takes 321 nodes
        },
        new Agreement(
            Lax.NormalWeights,
            (device, batch) => LaxKernels.NormalWeights(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out(3)),
            EstimatorJoint.Point,
            new ErrorBound(
                "each node of the quadrature carries the objective's roundings, the sums are in double",
                (call, expected, i) => LaxRounding.Weight((NormalProblem)ProblemArguments.Normal.Of(call), expected[i], i)))
        {
            Calls = 512,
        },
        new Agreement(
            Lax.NormalTraining,
            (device, batch) => LaxKernels.NormalTraining(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Out(3)),
            source => [.. SurrogateProblem.Arguments.Draw(source), source.Normal()],
            new ErrorBound(
                "twice both components of a call times what a weight multiplies in them, either with its roundings to first order",
                (call, _, i) => LaxRounding.Training(Problem(call), (double)call[^1])[i])),
    ];

    private static SurrogateProblem Problem(object[] call) => (SurrogateProblem)SurrogateProblem.Arguments.Of(call);
}

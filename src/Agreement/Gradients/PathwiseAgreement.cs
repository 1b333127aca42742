using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The pathwise estimator and its kernels.</summary>
public sealed class PathwiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("pathwise"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return Pathwise.Normal(objective, k, mean, standardDeviation, noise[0]);
        },
        (problem, noise, units) => RoundingOfCalls.Pathwise((NormalProblem)problem, noise, units));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            Pathwise.Normal,
            (device, batch) => PathwiseKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(Pathwise.NormalReplicate),
        OfNormal.Block(Pathwise.NormalBlock),
        new Agreement(
            Pathwise.NormalMoments,
            (device, batch) => PathwiseKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            source => EstimatorJoint.Point(source),
            new ErrorBound("a variance is a mean square less a square: roundings count against both", MomentsBound)),
    ];

    private static double MomentsBound(object[] call, double[] expected, int i)
    {
        if (i < 2)
        {
            return MomentTerms.Gradient(call, i);
        }

        MomentTerms terms = MomentTerms.Of(call);
        double square = i == 2 ? terms.SlopeSquare : terms.SecondSlopeSquare;
        return terms.Units * ErrorBound.U * (square + (2 * expected[i - 2] * expected[i - 2]));
    }
}

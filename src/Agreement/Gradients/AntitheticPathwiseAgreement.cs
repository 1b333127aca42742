using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The pathwise estimator averaged over a noise and its mirror image, and its kernels.</summary>
public sealed partial class AntitheticPathwiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("antithetic-pathwise"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return AntitheticPathwise.Normal(objective, k, mean, standardDeviation, noise[0]);
        },
        (problem, noise, units) => MirroredRounding.Pathwise((NormalProblem)problem, noise, units));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            AntitheticPathwise.Normal,
            (device, batch) => AntitheticPathwiseKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(AntitheticPathwise.NormalReplicate),
        OfNormal.Block(AntitheticPathwise.NormalBlock),
        new Agreement(
            AntitheticPathwise.NormalMoments,
            (device, batch) => AntitheticPathwiseKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            source => EstimatorJoint.Point(source),
            new ErrorBound(
                "a variance is half of two mean squares less a square: roundings count against all",
                (call, expected, i) => i < 2 ? MomentTerms.Gradient(call, i) : MirroredRounding.Pathwise(call, expected, i))),
        .. Regressions,
    ];
}

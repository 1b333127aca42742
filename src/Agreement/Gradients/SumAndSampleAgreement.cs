using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Sum and sample and its kernels.</summary>
public sealed class SumAndSampleAgreement : ITopic
{
    private static readonly EstimatorJoint OfCategorical = CategoricalJoint.Of(
        "sum-and-sample",
        (p, noise) => SumAndSample.Categorical(p.Target, p.FirstLogit, p.SecondLogit, noise[0]),
        RoundingOfCategoricalCalls.SumAndSample);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfCategorical.Given(
            SumAndSample.Categorical,
            (device, batch) => SumAndSampleKernels.Categorical(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2))),
        OfCategorical.Replicate(SumAndSample.CategoricalReplicate),
        OfCategorical.Block(SumAndSample.CategoricalBlock),
        new Agreement(
            SumAndSample.CategoricalMoments,
            (device, batch) => SumAndSampleKernels.CategoricalMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2), batch.Out(2)),
            CategoricalJoint.Arguments.Draw,
            CategoricalJoint.OfMoments(
                "each operation rounds once, exponentials as UlpBounds says; a variance adds up squares",
                RoundingOfCategoricalMoments.SumAndSample)),
    ];
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Flipout, and its kernels.</summary>
public sealed class FlipoutAgreement : ITopic
{
    private static readonly EstimatorJoint OfLayer = LayerJoint.Of(
        "flipout", CallNoise.NormalsAndUniforms(4), Flipout.Layer, RoundingOfLayerCalls.Flipout);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfLayer.Given(
            Flipout.Layer,
            (device, batch) => FlipoutKernels.Layer(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfLayer.Replicate(Flipout.LayerReplicate),
        OfLayer.Block(Flipout.LayerBlock),
        new Agreement(
            Flipout.LayerMoments,
            (device, batch) => FlipoutKernels.LayerMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ProblemArguments.Layer.Draw,
            LayerJoint.Moments(Variance)),
    ];

    private static (Rounded ByMean, Rounded ByVariance) Variance(LayerRounding layer)
    {
        Rounded firsts = LayerRounding.Squares(layer.First), seconds = LayerRounding.Squares(layer.Second);
        Rounded rest = seconds.Sum(layer.First[0].Sum(layer.First[1]).Squared.Twice);
        return (firsts.Sum(seconds), LayerRounding.Squares(layer.Constant).Sum(rest).Product(layer.PerVariance.Squared));
    }
}

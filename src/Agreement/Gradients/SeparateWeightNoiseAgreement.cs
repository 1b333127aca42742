using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>A draw of the weights for every example, and its kernels.</summary>
public sealed class SeparateWeightNoiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfLayer = LayerJoint.Of(
        "separate-weight-noise", CallNoise.Normals(4), SeparateWeightNoise.Layer, RoundingOfLayerCalls.Separate);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfLayer.Given(
            SeparateWeightNoise.Layer,
            (device, batch) => SeparateWeightNoiseKernels.Layer(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfLayer.Replicate(SeparateWeightNoise.LayerReplicate),
        OfLayer.Block(SeparateWeightNoise.LayerBlock),
        new Agreement(
            SeparateWeightNoise.LayerMoments,
            (device, batch) => SeparateWeightNoiseKernels.LayerMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ProblemArguments.Layer.Draw,
            LayerJoint.Moments(Variance)),
    ];

    private static (Rounded ByMean, Rounded ByVariance) Variance(LayerRounding layer)
    {
        Rounded firsts = LayerRounding.Squares(layer.First), byMean = firsts.Sum(LayerRounding.Squares(layer.Second));
        return (byMean, LayerRounding.Squares(layer.Constant).Sum(byMean.Sum(firsts)).Product(layer.PerVariance.Squared));
    }
}

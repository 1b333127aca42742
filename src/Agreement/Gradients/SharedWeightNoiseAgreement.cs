using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>One draw of the weights for a minibatch, and its kernels.</summary>
public sealed class SharedWeightNoiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfLayer = LayerJoint.Of(
        "shared-weight-noise", CallNoise.Normals(2), SharedWeightNoise.Layer, RoundingOfLayerCalls.Shared);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfLayer.Given(
            SharedWeightNoise.Layer,
            (device, batch) => SharedWeightNoiseKernels.Layer(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfLayer.Replicate(SharedWeightNoise.LayerReplicate),
        OfLayer.Block(SharedWeightNoise.LayerBlock),
        new Agreement(
            SharedWeightNoise.LayerMoments,
            (device, batch) => SharedWeightNoiseKernels.LayerMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ProblemArguments.Layer.Draw,
            LayerJoint.Moments(Variance)),
    ];

    private static (Rounded ByMean, Rounded ByVariance) Variance(LayerRounding layer)
    {
        Rounded constant = layer.Constant[0].Sum(layer.Constant[1]);
        Rounded first = layer.First[0].Sum(layer.First[1]), second = layer.Second[0].Sum(layer.Second[1]);
        Rounded byMean = first.Squared.Sum(second.Squared);
        return (byMean, constant.Squared.Sum(byMean.Sum(first.Squared)).Product(layer.PerVariance.Squared));
    }
}

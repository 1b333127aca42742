using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Local reparametrisation of a layer, and its kernels.</summary>
public sealed partial class LocalWeightNoiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfLayer = LayerJoint.Of(
        "local-weight-noise", CallNoise.Normals(2), LocalWeightNoise.Layer, RoundingOfLayerCalls.Local);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfLayer.Given(
            LocalWeightNoise.Layer,
            (device, batch) => LocalWeightNoiseKernels.Layer(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfLayer.Replicate(LocalWeightNoise.LayerReplicate),
        OfLayer.Block(LocalWeightNoise.LayerBlock),
        new Agreement(
            LocalWeightNoise.LayerMoments,
            (device, batch) => LocalWeightNoiseKernels.LayerMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ProblemArguments.Layer.Draw,
            LayerJoint.Moments(Variance)),
        .. Regressions,
    ];

    private static (Rounded ByMean, Rounded ByVariance) Variance(LayerRounding layer)
    {
        Rounded OfExample(int j) =>
            layer.Constant[j].Squared.Sum(layer.Spread[j].Squared.Twice).Product(layer.PerSpread[j].Squared);
        return (LayerRounding.Squares(layer.Spread), OfExample(0).Sum(OfExample(1)));
    }
}

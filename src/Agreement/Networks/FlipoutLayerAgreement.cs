using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>The dense layer with flipout, and its kernels.</summary>
public sealed class FlipoutLayerAgreement : ITopic
{
    private const double U = ErrorBound.U * 1.001; // what is of second order

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            FlipoutLayer.Forward,
            (device, batch) => NoisyLayer.Forward(batch, (layer, call) => FlipoutLayerKernels.Forward(
                device, layer.Outputs, call.Input, call.Mean, call.Deviation, call.Noise,
                batch.Upload(new float[layer.Inputs * layer.Outputs]), batch.Upload(new float[layer.Examples * layer.Inputs]),
                batch.Upload(new float[layer.Examples * layer.Outputs]), call.Output)),
            NoisyLayer.DrawForward,
            NoisyLayerBound.Forward(
                "gamma of D of the products with means; that, the noise's 7 u and a product of those with noise; a sum. Signs are exact",
                NoisyLayerBound.OfWeights,
                (layer, b, k, expected) => LayerErrors.OfProducts(layer.Inputs, d => layer.Input[b][d] * layer.Mean[d][k])
                    + (U * (layer.Inputs + NoisyLayer.NormalUnits + 1)
                        * LayerErrors.Sum(layer.Inputs, d => layer.Input[b][d] * Perturbation(layer, d, k)))
                    + (U * Math.Abs(expected))))
        {
            Calls = NoisyLayer.Calls,
        },
        new Agreement(
            FlipoutLayer.Backward,
            (device, batch) => NoisyLayer.Backward(batch, (layer, call) => FlipoutLayerKernels.Backward(
                device, layer.Outputs, call.Input, call.Mean, call.Deviation, call.Noise, call.Slope,
                batch.Upload(new float[layer.Inputs * layer.Outputs]), batch.Upload(new float[layer.Examples * layer.Inputs]),
                batch.Upload(new float[layer.Examples * layer.Outputs]), call.ByInput, call.ByMean, call.ByDeviation)),
            NoisyLayer.DrawBackward,
            NoisyLayerBound.Backward(
                "by the input gamma of K twice, the noise's 7 u and a product, a sum; gamma of B; that, the noise's 7 u and a product",
                NoisyLayerBound.OfWeights,
                (layer, b, d, expected) => LayerErrors.OfProducts(layer.Outputs, k => layer.Slope[b][k] * layer.Mean[d][k])
                    + (U * (layer.Outputs + NoisyLayer.NormalUnits + 1)
                        * LayerErrors.Sum(layer.Outputs, k => layer.Slope[b][k] * Perturbation(layer, d, k)))
                    + (U * Math.Abs(expected)),
                (layer, d, k, expected) => (Math.Abs(layer.Noise[d][k]) * NoisyLayerBound.ByMean(layer, d, k))
                    + (U * (NoisyLayer.NormalUnits + 1) * Math.Abs(expected))))
        {
            Calls = NoisyLayer.Calls,
        },
    ];

    private static double Perturbation(NoisyLayer layer, int d, int k) => layer.Deviation[d][k] * layer.Noise[d][k];
}

using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <content>The layer over a batch.</content>
public sealed partial class LocalReparameterizationAgreement
{
    private const double U = ErrorBound.U * 1.001; // what is of second order

    private static IEnumerable<Agreement> Layer =>
    [
        new Agreement(
            LocalReparameterization.Forward,
            (device, batch) => NoisyLayer.Forward(batch, (layer, call) => LocalReparameterizationKernels.Forward(
                device, layer.Outputs, call.Input, call.Mean, call.Deviation, call.Noise,
                batch.Upload(new float[layer.Examples * layer.Outputs]), call.Output)),
            NoisyLayer.DrawForward,
            NoisyLayerBound.Forward(
                "gamma of D of the mean's products; of the root half of the variance's D + 2 and its own, the noise's 7 u, a product; a sum",
                NoisyLayerBound.OfBatch,
                (layer, b, k, expected) =>
                    LayerErrors.OfProducts(layer.Inputs, d => layer.Input[b][d] * layer.Mean[d][k])
                    + (U * (RootUnits(layer) + NoisyLayer.NormalUnits + 1) * Math.Sqrt(layer.Variance[b][k]) * Math.Abs(layer.Noise[b][k]))
                    + (U * Math.Abs(expected))))
        {
            Calls = NoisyLayer.Calls,
        },
        new Agreement(
            LocalReparameterization.Backward,
            (device, batch) => NoisyLayer.Backward(batch, (layer, call) =>
            {
                var variance = batch.Upload(new float[layer.Examples * layer.Outputs]);
                var scratch = batch.Upload(new float[layer.Examples * layer.Outputs]);
                LocalReparameterizationKernels.Forward(
                    device, layer.Outputs, call.Input, call.Mean, call.Deviation, call.Noise, variance, scratch);
                LocalReparameterizationKernels.Backward(
                    device, layer.Outputs, call.Input, call.Mean, call.Deviation, variance, call.Noise, call.Slope, scratch,
                    batch.Upload(new float[layer.Examples * layer.Inputs]), call.ByInput, call.ByMean, call.ByDeviation);
            }),
            NoisyLayer.DrawBackward,
            NoisyLayerBound.Backward(
                "h of the noise's 7 u, the root, a product, a quotient; by the input gamma of K twice, squares, a product, a sum; gamma of "
                + "B; by the deviation gamma of B, squares, a product",
                NoisyLayerBound.OfBatch,
                ByInput,
                (layer, d, k, _) => U * (HUnits(layer) + layer.Examples + 2) * layer.Deviation[d][k]
                    * LayerErrors.Sum(layer.Examples, b => layer.Input[b][d] * layer.Input[b][d] * H(layer, b, k))))
        {
            Calls = NoisyLayer.Calls,
            Edges =
            [
                // An example of zeros has no noise.
                [
                    new double[][] { [0, 0], [1, -2] }, new double[][] { [1], [2] }, new double[][] { [0.5], [0.25] },
                    new double[][] { [1], [2] }, new Reference.Random.PhiloxKey(1, 2), 3u, 4ul,
                ],
            ],
        },
    ];

    private static double RootUnits(NoisyLayer layer) => (0.5 * (layer.Inputs + 2)) + 1;

    private static double HUnits(NoisyLayer layer) => RootUnits(layer) + NoisyLayer.NormalUnits + 2;

    private static double H(NoisyLayer layer, int b, int k) =>
        layer.Variance[b][k] > 0 ? layer.Slope[b][k] * layer.Noise[b][k] / Math.Sqrt(layer.Variance[b][k]) : 0;

    private static double ByInput(NoisyLayer layer, int b, int d, double expected)
    {
        double throughVariance = Math.Abs(layer.Input[b][d]) * LayerErrors.Sum(
            layer.Outputs, k => H(layer, b, k) * layer.Deviation[d][k] * layer.Deviation[d][k]);
        return LayerErrors.OfProducts(layer.Outputs, k => layer.Slope[b][k] * layer.Mean[d][k])
            + (U * (HUnits(layer) + layer.Outputs + 2) * throughVariance)
            + (U * Math.Abs(expected));
    }
}

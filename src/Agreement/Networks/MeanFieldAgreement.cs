using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Networks;

/// <summary>The dense layer with one draw of Gaussian weights, and its kernels.</summary>
public sealed class MeanFieldAgreement : ITopic
{
    private const double U = ErrorBound.U * 1.001; // what is of second order

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            MeanField.Weights,
            (device, batch) =>
            {
                double[][] shape = batch.Shared<double[][]>(0);
                int weights = shape.Length * shape[0].Length;
                var (mean, deviation, drawn) = (batch.In(0), batch.In(1), batch.OutMatrix<float>(shape.Length, shape[0].Length));
                for (int c = 0; c < batch.Count; c++)
                {
                    MeanFieldKernels.Weights(
                        device,
                        mean.SubView(c * weights, weights),
                        deviation.SubView(c * weights, weights),
                        new LayerNoise(
                            Models.ClassifierCall.Convert(batch.At<PhiloxKey>(c, 2)), batch.At<uint>(c, 3), batch.At<ulong>(c, 4)),
                        drawn.SubView(c * weights, weights));
                }
            },
            source => NoisyLayer.DrawForward(source)[1..],
            new ErrorBound("the noise's 7 u, a product, a sum", (call, expected, i) =>
            {
                double mean = LayerErrors.Matrix(call, 0)[i / LayerErrors.Matrix(call, 0)[0].Length][i % LayerErrors.Matrix(call, 0)[0].Length];
                return U * (((NoisyLayer.NormalUnits + 1) * Math.Abs(expected[i] - mean)) + Math.Abs(expected[i]));
            }))
        {
            Calls = NoisyLayer.Calls,
        },
        new Agreement(
            MeanField.Forward,
            (device, batch) => NoisyLayer.Forward(batch, (layer, call) => MeanFieldKernels.Forward(
                device, layer.Outputs, call.Input, call.Mean, call.Deviation, call.Noise,
                batch.Upload(new float[layer.Inputs * layer.Outputs]), call.Output)),
            NoisyLayer.DrawForward,
            NoisyLayerBound.Forward(
                "of each weight the noise's 7 u, a product, a sum; gamma of D of the products",
                NoisyLayerBound.OfWeights,
                (layer, b, k, _) => U * LayerErrors.Sum(layer.Inputs, d => layer.Input[b][d] * WeightUnits(layer, d, k, layer.Inputs))))
        {
            Calls = NoisyLayer.Calls,
        },
        new Agreement(
            MeanField.Backward,
            (device, batch) => NoisyLayer.Backward(batch, (layer, call) => MeanFieldKernels.Backward(
                device, layer.Outputs, call.Input, call.Mean, call.Deviation, call.Noise, call.Slope,
                batch.Upload(new float[layer.Inputs * layer.Outputs]), call.ByInput, call.ByMean, call.ByDeviation)),
            NoisyLayer.DrawBackward,
            NoisyLayerBound.Backward(
                "of each weight as forward and gamma of K; gamma of B; that, the noise's 7 u and a product",
                NoisyLayerBound.OfWeights,
                (layer, b, d, _) => U * LayerErrors.Sum(layer.Outputs, k => layer.Slope[b][k] * WeightUnits(layer, d, k, layer.Outputs)),
                (layer, d, k, expected) => (Math.Abs(layer.Noise[d][k]) * NoisyLayerBound.ByMean(layer, d, k))
                    + (U * (NoisyLayer.NormalUnits + 1) * Math.Abs(expected))))
        {
            Calls = NoisyLayer.Calls,
        },
    ];

    // The error of a weight and of its share in a sum of so many products, in units of u.
    private static double WeightUnits(NoisyLayer layer, int d, int k, int terms)
    {
        double noise = layer.Deviation[d][k] * layer.Noise[d][k];
        return ((NoisyLayer.NormalUnits + 1) * Math.Abs(noise)) + ((terms + 1) * Math.Abs(layer.Mean[d][k] + noise));
    }
}

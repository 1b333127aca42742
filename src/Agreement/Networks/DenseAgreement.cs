using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>The dense layer and its kernels.</summary>
public sealed class DenseAgreement : ITopic
{
    private const int Calls = 48;

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Dense.Forward,
            (device, batch) =>
            {
                LayerBatch layer = LayerBatch.Of(batch, input: 0, weights: 1);
                var (input, weights, bias) = (batch.In(0), batch.In(1), batch.In(2));
                var output = batch.OutMatrix<float>(layer.Examples, layer.Outputs);
                layer.ForEach(c => DenseKernels.Forward(
                    device, layer.Input(input, c), layer.Weights(weights, c), layer.Bias(bias, c), layer.Output(output, c)));
            },
            source =>
            {
                (int b, int d, int k) = source.Pick(LayerErrors.Sizes);
                return
                [
                    LayerErrors.Normal(source, b, d), LayerErrors.Normal(source, d, k), source.Vector(k, s => s.Normal()),
                ];
            },
            new ErrorBound("gamma of D of the absolute products, and one addition", (call, expected, i) =>
            {
                (double[][] input, double[][] weights) = (LayerErrors.Matrix(call, 0), LayerErrors.Matrix(call, 1));
                (int b, int k) = Math.DivRem(i, weights[0].Length);
                return LayerErrors.OfProducts(weights.Length, d => input[b][d] * weights[d][k])
                    + (1.001 * ErrorBound.U * Math.Abs(expected[i]));
            }))
        {
            Calls = Calls,
        },
        new Agreement(
            Dense.Backward,
            (device, batch) =>
            {
                LayerBatch layer = LayerBatch.Of(batch, input: 0, weights: 1);
                var (input, weights, outputGradient) = (batch.In(0), batch.In(1), batch.In(2));
                var byInput = batch.OutMatrix<float>(layer.Examples, layer.Inputs);
                var byWeights = batch.OutMatrix<float>(layer.Inputs, layer.Outputs);
                var byBias = batch.Out(layer.Outputs);
                layer.ForEach(c => DenseKernels.Backward(
                    device, layer.Input(input, c), layer.Weights(weights, c), layer.Output(outputGradient, c),
                    layer.Input(byInput, c), layer.Weights(byWeights, c), layer.Bias(byBias, c)));
            },
            source =>
            {
                (int b, int d, int k) = source.Pick(LayerErrors.Sizes);
                return [LayerErrors.Normal(source, b, d), LayerErrors.Normal(source, d, k), LayerErrors.Normal(source, b, k)];
            },
            new ErrorBound("gamma of K, of B, and of B of the absolute terms", (call, _, i) =>
            {
                (double[][] input, double[][] weights, double[][] slope) =
                    (LayerErrors.Matrix(call, 0), LayerErrors.Matrix(call, 1), LayerErrors.Matrix(call, 2));
                (int examples, int inputs, int outputs) = (input.Length, weights.Length, weights[0].Length);
                if (i < examples * inputs)
                {
                    (int b, int d) = Math.DivRem(i, inputs);
                    return LayerErrors.OfProducts(outputs, k => slope[b][k] * weights[d][k]);
                }

                i -= examples * inputs;
                return i < inputs * outputs
                    ? LayerErrors.OfProducts(examples, b => input[b][i / outputs] * slope[b][i % outputs])
                    : LayerErrors.OfProducts(examples, b => slope[b][i - (inputs * outputs)]);
            }))
        {
            Calls = Calls,
        },
    ];
}

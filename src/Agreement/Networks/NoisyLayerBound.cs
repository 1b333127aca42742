using System.Runtime.CompilerServices;

namespace BayesBench.Agreements.Networks;

/// <summary>Makes a bound of one element of a layer's answer into an agreement's, the call's noise drawn once.</summary>
internal static class NoisyLayerBound
{
    /// <param name="analysis">How the roundings count up.</param>
    /// <param name="noiseRows">Rows of the noise: of the weights', or of the batch's.</param>
    /// <param name="bound">The bound from the layer, the place (b, k) and the expected value.</param>
    public static ErrorBound Forward(
        string analysis, Func<object[], int> noiseRows, Func<NoisyLayer, int, int, double, double> bound)
    {
        var layers = new ConditionalWeakTable<object[], NoisyLayer>();
        return new ErrorBound(analysis, (call, expected, i) =>
        {
            NoisyLayer layer = layers.GetValue(call, c => new NoisyLayer(c, noiseRows(c), isBackward: false));
            return bound(layer, i / layer.Outputs, i % layer.Outputs, expected[i]);
        });
    }

    /// <param name="analysis">How the roundings count up.</param>
    /// <param name="noiseRows">Rows of the noise: of the weights', or of the batch's.</param>
    /// <param name="byInput">The bound by input (b, d), from the expected value.</param>
    /// <param name="byDeviation">The bound by standard deviation (d, k), from the expected value; that by the mean is gamma of B.</param>
    public static ErrorBound Backward(
        string analysis,
        Func<object[], int> noiseRows,
        Func<NoisyLayer, int, int, double, double> byInput,
        Func<NoisyLayer, int, int, double, double> byDeviation)
    {
        var layers = new ConditionalWeakTable<object[], NoisyLayer>();
        return new ErrorBound(analysis, (call, expected, i) =>
        {
            NoisyLayer layer = layers.GetValue(call, c => new NoisyLayer(c, noiseRows(c), isBackward: true));
            (int part, int row, int column) = layer.Place(i);
            return part == 0 ? byInput(layer, row, column, expected[i])
                : part == 1 ? ByMean(layer, row, column)
                : byDeviation(layer, row, column, expected[i]);
        });
    }

    /// <summary>Bound of <c>sum_b input[b, d] outputGradient[b, k]</c>: gamma of B.</summary>
    public static double ByMean(NoisyLayer layer, int d, int k) =>
        LayerErrors.OfProducts(layer.Examples, b => layer.Input[b][d] * layer.Slope[b][k]);

    public static int OfWeights(object[] call) => LayerErrors.Matrix(call, 1).Length;

    public static int OfBatch(object[] call) => LayerErrors.Matrix(call, 0).Length;
}

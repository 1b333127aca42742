using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>The sizes of a dense layer as kernels take them: B examples, D inputs, K outputs.</summary>
/// <param name="batch">B.</param>
/// <param name="inputs">D.</param>
/// <param name="outputs">K.</param>
internal readonly struct DeviceLayerShape(int batch, int inputs, int outputs)
{
    public readonly int Batch = batch;
    public readonly int Inputs = inputs;
    public readonly int Outputs = outputs;

    /// <summary>Host: the shape that input [B, D] and weights [D, K] have together; as many elements as an index counts.</summary>
    public static DeviceLayerShape Of(
        int batch, ArrayView<float> input, ArrayView<float> weights, string nameOfWeights)
    {
        DeviceGuard.AtLeastOne(batch, nameof(batch));
        int inputs = DeviceGuard.RowWidth(batch, input, nameof(input));
        int outputs = DeviceGuard.RowWidth(inputs, weights, nameOfWeights);
        DeviceGuard.Within(batch * weights.Length, 1, int.MaxValue, nameOfWeights);
        return new DeviceLayerShape(batch, inputs, outputs);
    }
}

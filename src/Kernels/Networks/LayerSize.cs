using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>The sizes of a dense layer and of the batch it works on, from the lengths of its arrays.</summary>
/// <param name="Examples">B.</param>
/// <param name="Inputs">D.</param>
/// <param name="Outputs">K.</param>
internal readonly record struct LayerSize(int Examples, int Inputs, int Outputs)
{
    /// <summary>B K.</summary>
    public int Preactivations => Examples * Outputs;

    /// <summary>D K.</summary>
    public int Weights => Inputs * Outputs;

    /// <summary>Sizes that fit inputs [B, D], weights [D, K] and outputs, or derivatives by these, [B, K].</summary>
    public static LayerSize Of(
        Device device,
        int outputs,
        ArrayView<float> input,
        (ArrayView<float> View, string Name) weights,
        (ArrayView<float> View, string Name) result)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(outputs, nameof(outputs));
        DeviceGuard.AtLeast(1, input.Length, nameof(input));
        int inputs = DeviceGuard.RowWidth(outputs, weights.View, weights.Name);
        DeviceGuard.RowsOf(inputs, input, nameof(input));
        var size = new LayerSize((int)(input.Length / inputs), inputs, outputs);
        DeviceGuard.Length(size.Preactivations, result.View, result.Name);
        return size;
    }
}

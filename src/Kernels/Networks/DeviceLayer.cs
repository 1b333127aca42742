using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>
/// A layer on a device: forward and backward are functions of parameters, input and noise. What backward needs and forward
/// knows stands in memory of the layer's own; what a call needs for itself, in memory that all layers share.
/// </summary>
internal abstract class DeviceLayer(Device device, NetworkLayer layer, uint stream)
{
    /// <summary>The layer's place in the description.</summary>
    public NetworkLayer Layer { get; } = layer;

    /// <summary>Floats of its own for so many examples, from forward to backward.</summary>
    public virtual int KeptLength(int examples) => 0;

    /// <summary>Floats for a call.</summary>
    public virtual int ScratchLength(int examples) => 0;

    /// <summary>The first of its streams of noise.</summary>
    public uint Stream { get; } = stream;

    protected Device Device { get; } = device;

    protected ArrayView<float> Weights { get; private set; }

    protected ArrayView<float> LogVariance { get; private set; }

    protected ArrayView<float> Bias { get; private set; }

    protected ArrayView<float> WeightGradient { get; private set; }

    protected ArrayView<float> LogVarianceGradient { get; private set; }

    protected ArrayView<float> BiasGradient { get; private set; }

    protected ArrayView<float> Kept { get; private set; }

    protected ArrayView<float> Scratch { get; private set; }

    /// <summary>Hands the layer its memory: views of the network's parameters and gradient, and its own.</summary>
    public void Place(ArrayView<float> parameters, ArrayView<float> gradient, ArrayView<float> kept, ArrayView<float> scratch)
    {
        int logVariances = Layer.IsVariational ? Layer.Weights : 0;
        (Weights, LogVariance, Bias) = Split(parameters, logVariances);
        (WeightGradient, LogVarianceGradient, BiasGradient) = Split(gradient, logVariances);
        (Kept, Scratch) = (kept, scratch);
        Prepare();
    }

    /// <summary>Fills what never changes.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>Writes the outputs [B, K] and says where they stand: where there is nothing to do, in the input.</summary>
    public abstract ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output);

    /// <summary>
    /// Writes the derivatives of a loss by the parameters, with those of the divergence times a weight, and by the input unless
    /// that view is empty.
    /// </summary>
    public abstract void Backward(
        LayerPass pass,
        float divergenceWeight,
        ArrayView<float> input,
        ArrayView<float> output,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient);

    /// <summary>Writes the divergence of the weights from their prior, in <see cref="NetworkKernels.Parts"/> parts.</summary>
    public virtual void Divergence(LayerPass pass, ArrayView<double> parts)
    {
    }

    /// <summary>A part of a view; none of it may begin at its end, which ILGPU refuses.</summary>
    private static ArrayView<float> Part(ArrayView<float> view, int start, int length) =>
        length == 0 ? default : view.SubView(start, length);

    private (ArrayView<float> Weights, ArrayView<float> LogVariance, ArrayView<float> Bias) Split(ArrayView<float> all, int logVariances) => (
        Part(all, Layer.Offset, Layer.Weights),
        Part(all, Layer.Offset + Layer.Weights, logVariances),
        Part(all, Layer.Offset + Layer.Weights + logVariances, Layer.Biases));
}

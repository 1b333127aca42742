using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>
/// A dense layer with independent Gaussian weights, parametrised by their means and the logarithms of their variances, and a
/// bias without noise. Its kinds differ in how one batch's noise is drawn.
/// </summary>
internal abstract class GaussianLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    protected int Outputs => Layer.Output.Length;

    /// <summary>As forward left them.</summary>
    protected ArrayView<float> StandardDeviation => Kept.SubView(0, Layer.Weights);

    public override int KeptLength(int examples) => Layer.Weights;

    // A draw of the weights.
    public override int ScratchLength(int examples) => Layer.Weights;

    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        if (pass.Mode == LayerMode.Mean)
        {
            DenseKernels.Forward(Device, input, Weights, Bias, output);
            return output;
        }

        NetworkKernels.StandardDeviation(Device, LogVariance, StandardDeviation);
        if (pass.Mode == LayerMode.PosteriorDraw)
        {
            MeanFieldKernels.Forward(
                Device, Outputs, input, Weights, StandardDeviation, pass.Noise(Stream), Scratch.SubView(0, Layer.Weights), output);
        }
        else
        {
            Draw(pass, input, output);
        }

        NetworkKernels.AddBias(Device, 1f, Bias, output);
        return output;
    }

    public override void Backward(
        LayerPass pass,
        float divergenceWeight,
        ArrayView<float> input,
        ArrayView<float> output,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient)
    {
        DrawBackward(pass, input, outputGradient, inputGradient);
        DenseKernels.SumOfRows(Device, pass.Examples, Outputs, outputGradient, BiasGradient);
        NetworkKernels.GaussianChain(
            Device, divergenceWeight, Layer.Prior, pass.Noise(Stream + LayerStreams.PriorNoise), Weights, StandardDeviation,
            WeightGradient, LogVarianceGradient);
    }

    public override void Divergence(LayerPass pass, ArrayView<double> parts) => NetworkKernels.GaussianDivergence(
        Device, Layer.Prior, pass.Noise(Stream + LayerStreams.PriorNoise), Weights, LogVariance, parts);

    /// <summary>Writes the outputs without the bias.</summary>
    protected abstract void Draw(LayerPass pass, ArrayView<float> input, ArrayView<float> output);

    /// <summary>Writes the derivatives by means and by standard deviations, these where those by the logarithms will stand.</summary>
    protected abstract void DrawBackward(
        LayerPass pass, ArrayView<float> input, ArrayView<float> outputGradient, ArrayView<float> inputGradient);
}

/// <summary>One draw of the weights for the batch.</summary>
internal sealed class MeanFieldLayer(Device device, NetworkLayer layer, uint stream) : GaussianLayer(device, layer, stream)
{
    protected override void Draw(LayerPass pass, ArrayView<float> input, ArrayView<float> output) => MeanFieldKernels.Forward(
        Device, Outputs, input, Weights, StandardDeviation, pass.Noise(Stream), Scratch.SubView(0, Layer.Weights), output);

    protected override void DrawBackward(
        LayerPass pass, ArrayView<float> input, ArrayView<float> outputGradient, ArrayView<float> inputGradient) =>
        MeanFieldKernels.Backward(
            Device, Outputs, input, Weights, StandardDeviation, pass.Noise(Stream), outputGradient, Scratch.SubView(0, Layer.Weights),
            inputGradient, WeightGradient, LogVarianceGradient);
}

/// <summary>Noise in the pre-activations.</summary>
internal sealed class LocalNoiseLayer(Device device, NetworkLayer layer, uint stream) : GaussianLayer(device, layer, stream)
{
    public override int KeptLength(int examples) => Layer.Weights + (examples * Outputs);

    public override int ScratchLength(int examples) =>
        Math.Max(Layer.Weights, examples * (Outputs + Layer.Input.Length));

    protected override void Draw(LayerPass pass, ArrayView<float> input, ArrayView<float> output) =>
        LocalReparameterizationKernels.Forward(
            Device, Outputs, input, Weights, StandardDeviation, pass.Noise(Stream), Variance(pass), output);

    protected override void DrawBackward(
        LayerPass pass, ArrayView<float> input, ArrayView<float> outputGradient, ArrayView<float> inputGradient)
    {
        int preactivations = pass.Examples * Outputs;
        LocalReparameterizationKernels.Backward(
            Device, Outputs, input, Weights, StandardDeviation, Variance(pass), pass.Noise(Stream), outputGradient,
            Scratch.SubView(0, preactivations), Scratch.SubView(preactivations, input.Length), inputGradient,
            WeightGradient, LogVarianceGradient);
    }

    private ArrayView<float> Variance(LayerPass pass) => Kept.SubView(Layer.Weights, pass.Examples * Outputs);
}

/// <summary>One draw of the weights for the batch, under signs of every example's own.</summary>
internal sealed class FlipoutLayer(Device device, NetworkLayer layer, uint stream) : GaussianLayer(device, layer, stream)
{
    public override int ScratchLength(int examples) => Layer.Weights + (examples * (Outputs + Layer.Input.Length));

    protected override void Draw(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        var (perturbation, signedInput, perturbed) = Workspaces(pass);
        FlipoutLayerKernels.Forward(
            Device, Outputs, input, Weights, StandardDeviation, pass.Noise(Stream), perturbation, signedInput, perturbed, output);
    }

    protected override void DrawBackward(
        LayerPass pass, ArrayView<float> input, ArrayView<float> outputGradient, ArrayView<float> inputGradient)
    {
        var (perturbation, signedInput, signedSlope) = Workspaces(pass);
        FlipoutLayerKernels.Backward(
            Device, Outputs, input, Weights, StandardDeviation, pass.Noise(Stream), outputGradient, perturbation, signedInput,
            signedSlope, inputGradient, WeightGradient, LogVarianceGradient);
    }

    private (ArrayView<float> Weights, ArrayView<float> Inputs, ArrayView<float> Outputs) Workspaces(LayerPass pass)
    {
        (int inputs, int outputs) = (pass.Examples * Layer.Input.Length, pass.Examples * Outputs);
        return (
            Scratch.SubView(0, Layer.Weights),
            Scratch.SubView(Layer.Weights, inputs),
            Scratch.SubView(Layer.Weights + inputs, outputs));
    }
}

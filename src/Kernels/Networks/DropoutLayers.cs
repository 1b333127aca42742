using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>Dropout of the inputs. Without noise there is nothing to do: what is left is rescaled already.</summary>
internal sealed class DropoutLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    private float Rate => (float)Layer.Rate;

    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        if (pass.Mode == LayerMode.Mean)
        {
            return input;
        }

        DropoutKernels.Forward(Device, input, Rate, pass.Key, Stream, pass.Replicate, output);
        return output;
    }

    public override void Backward(
        LayerPass pass,
        float divergenceWeight,
        ArrayView<float> input,
        ArrayView<float> output,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient) =>
        DropoutKernels.Backward(Device, outputGradient, Rate, pass.Key, Stream, pass.Replicate, inputGradient);
}

/// <summary>The inputs times normal noise of mean 1. Its variance is held: nobody asks for the derivative by it.</summary>
internal sealed class GaussianDropoutLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    public override int KeptLength(int examples) => Layer.Input.Length;

    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        if (pass.Mode == LayerMode.Mean)
        {
            return input;
        }

        GaussianDropoutKernels.Forward(Device, input, Kept, pass.Key, Stream, pass.Replicate, output);
        return output;
    }

    // By the inputs the layer is linear: its derivative is the layer itself.
    public override void Backward(
        LayerPass pass,
        float divergenceWeight,
        ArrayView<float> input,
        ArrayView<float> output,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient) =>
        GaussianDropoutKernels.Forward(Device, outputGradient, Kept, pass.Key, Stream, pass.Replicate, inputGradient);

    protected override void Prepare() => NetworkKernels.Fill(Device, (float)(Layer.Rate / (1 - Layer.Rate)), Kept);
}

/// <summary>A dense layer whose weights are dropped, not rescaled: the mean of an output is 1 - p of its sum.</summary>
internal sealed class DropConnectLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    private float Rate => (float)Layer.Rate;

    public override int ScratchLength(int examples) => examples * Layer.Input.Length;

    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        float factor = 1f;
        if (pass.Mode == LayerMode.Mean)
        {
            MatrixProductKernels.Value(Device, pass.Examples, Layer.Input.Length, Layer.Output.Length, input, Weights, output);
            factor = 1f - Rate;
        }
        else if (pass.Mode == LayerMode.PosteriorDraw)
        {
            DropConnectKernels.SharedForward(Device, pass.Examples, input, Weights, Rate, pass.Key, Stream, pass.Replicate, output);
        }
        else
        {
            DropConnectKernels.Forward(Device, pass.Examples, input, Weights, Rate, pass.Key, Stream, pass.Replicate, output);
        }

        NetworkKernels.AddBias(Device, factor, Bias, output);
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
        // The kernel has no form without the inputs' derivative.
        ArrayView<float> byInput = inputGradient.Length > 0 ? inputGradient : Scratch.SubView(0, input.Length);
        DropConnectKernels.Backward(
            Device, pass.Examples, input, Weights, outputGradient, Rate, pass.Key, Stream, pass.Replicate, byInput, WeightGradient);
        DenseKernels.SumOfRows(Device, pass.Examples, Layer.Biases, outputGradient, BiasGradient);
    }
}

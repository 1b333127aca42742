using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>A dense layer without noise.</summary>
internal sealed class DenseLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        DenseKernels.Forward(Device, input, Weights, Bias, output);
        return output;
    }

    public override void Backward(
        LayerPass pass,
        float divergenceWeight,
        ArrayView<float> input,
        ArrayView<float> output,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient) =>
        DenseKernels.Backward(Device, input, Weights, outputGradient, inputGradient, WeightGradient, BiasGradient);
}

/// <summary>A convolution without noise.</summary>
internal sealed class ConvolutionLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        ConvolutionKernels.Forward(Device, Layer.ConvolutionOf(pass.Examples), input, Weights, Bias, output);
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
        ConvolutionSize size = Layer.ConvolutionOf(pass.Examples);
        ConvolutionKernels.BackwardFilters(Device, size, input, outputGradient, WeightGradient, BiasGradient);
        if (inputGradient.Length > 0)
        {
            ConvolutionKernels.BackwardInput(Device, size, outputGradient, Weights, inputGradient);
        }
    }
}

/// <summary>The largest of every two by two pixels.</summary>
internal sealed class PoolingLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        MaxPoolingKernels.Forward(Device, Layer.Input.Height, Layer.Input.Width, input, output);
        return output;
    }

    public override void Backward(
        LayerPass pass,
        float divergenceWeight,
        ArrayView<float> input,
        ArrayView<float> output,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient) =>
        MaxPoolingKernels.Backward(Device, Layer.Input.Height, Layer.Input.Width, input, outputGradient, inputGradient);
}

/// <summary>An activation, number by number.</summary>
internal sealed class ActivationLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        Action<Device, ArrayView<float>, ArrayView<float>> activation = Layer.Kind switch
        {
            LayerKind.Relu => ActivationKernels.Relu,
            LayerKind.Tanh => ActivationKernels.Tanh,
            LayerKind.Softplus => ActivationKernels.Softplus,
            _ => ActivationKernels.Sigmoid,
        };
        activation(Device, input, output);
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
        Action<Device, ArrayView<float>, ArrayView<float>, ArrayView<float>> slope = Layer.Kind switch
        {
            LayerKind.Relu => ActivationKernels.ReluBackward,
            LayerKind.Tanh => ActivationKernels.TanhBackward,
            LayerKind.Softplus => ActivationKernels.SoftplusBackward,
            _ => ActivationKernels.SigmoidBackward,
        };
        slope(Device, Layer.Kind == LayerKind.Softplus ? input : output, outputGradient, inputGradient);
    }
}

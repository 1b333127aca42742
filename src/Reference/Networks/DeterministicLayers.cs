namespace BayesBench.Reference.Networks;

/// <summary>A dense layer without noise.</summary>
internal sealed class DenseLayer(LayerSpecification specification, ExampleShape input)
    : Layer(specification, input, new ExampleShape(specification.Outputs))
{
    public override int Weights => Input.Length * Output.Length;

    public override double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise) =>
        Flat(Dense.Forward(Rows(input, Input.Length), Rows(parameters.Weights, Output.Length), parameters.Bias));

    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise)
    {
        DenseGradient gradient = Dense.Backward(
            Rows(input, Input.Length), Rows(parameters.Weights, Output.Length), Rows(outputGradient, Output.Length));
        return new LayerDerivatives(Flat(gradient.Input), new LayerParameters(Flat(gradient.Weights), [], gradient.Bias));
    }
}

/// <summary>A convolution without noise.</summary>
internal sealed class ConvolutionLayer(LayerSpecification specification, ExampleShape input)
    : Layer(specification, input, Filtered(specification, input))
{
    public override int Weights => Output.Channels * Input.Channels * Specification.FilterSize * Specification.FilterSize;

    public static ExampleShape Filtered(LayerSpecification layer, ExampleShape input) =>
        new(layer.Outputs, input.Height - layer.FilterSize + 1, input.Width - layer.FilterSize + 1);

    public override double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise) =>
        Convolution.Forward(
            input, parameters.Weights, parameters.Bias, Input.Channels, Input.Height, Input.Width, Specification.FilterSize);

    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise)
    {
        ConvolutionGradient gradient = Convolution.BackwardFilters(
            input, outputGradient, Input.Channels, Input.Height, Input.Width, Specification.FilterSize);
        double[] byInput = Convolution.BackwardInput(
            outputGradient, parameters.Weights, Input.Channels, Input.Height, Input.Width, Specification.FilterSize);
        return new LayerDerivatives(byInput, new LayerParameters(gradient.Filters, [], gradient.Bias));
    }
}

/// <summary>The largest of every two by two pixels.</summary>
internal sealed class PoolingLayer(LayerSpecification specification, ExampleShape input)
    : Layer(specification, input, new ExampleShape(input.Channels, input.Height / 2, input.Width / 2))
{
    public override double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise) =>
        MaxPooling.Forward(input, Input.Height, Input.Width);

    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise) =>
        new(MaxPooling.Backward(input, outputGradient, Input.Height, Input.Width), new LayerParameters([], [], []));
}

/// <summary>An activation, number by number.</summary>
internal sealed class ActivationLayer(LayerSpecification specification, ExampleShape input) : Layer(specification, input, input)
{
    public override double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise) =>
        Array.ConvertAll(input, Value);

    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise) =>
        new([.. input.Zip(outputGradient, Slope)], new LayerParameters([], [], []));

    private double Value(double x) => Specification.Type switch
    {
        LayerType.Relu => Activation.Relu(x),
        LayerType.Tanh => Activation.Tanh(x),
        LayerType.Softplus => Activation.Softplus(x),
        _ => Activation.Sigmoid(x),
    };

    private double Slope(double x, double outputGradient) => Specification.Type switch
    {
        LayerType.Relu => Activation.ReluBackward(Value(x), outputGradient),
        LayerType.Tanh => Activation.TanhBackward(Value(x), outputGradient),
        LayerType.Softplus => Activation.SoftplusBackward(x, outputGradient),
        _ => Activation.SigmoidBackward(Value(x), outputGradient),
    };
}

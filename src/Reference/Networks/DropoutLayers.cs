using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>Dropout of the inputs; without noise what is left is the input itself, being rescaled.</summary>
internal sealed class DropoutLayer(LayerSpecification specification, ExampleShape input) : Layer(specification, input, input)
{
    public override double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise) =>
        mode == NetworkNoise.Mean ? input : Dropout.Forward(input, Specification.Rate, noise.Key, noise.Stream, noise.Replicate);

    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise) => new(
        Dropout.Backward(outputGradient, Specification.Rate, noise.Key, noise.Stream, noise.Replicate),
        new LayerParameters([], [], []));
}

/// <summary>The inputs times normal noise of mean 1 and a variance that is held.</summary>
internal sealed class GaussianDropoutLayer(LayerSpecification specification, ExampleShape input) : Layer(specification, input, input)
{
    private double[] Alpha => [.. Enumerable.Repeat(GaussianDropout.Alpha(Specification.Rate), Input.Length)];

    public override double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise) =>
        mode == NetworkNoise.Mean ? input : GaussianDropout.Forward(input, Alpha, noise.Key, noise.Stream, noise.Replicate);

    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise) => new(
        GaussianDropout.Backward(input, Alpha, outputGradient, noise.Key, noise.Stream, noise.Replicate).Input,
        new LayerParameters([], [], []));
}

/// <summary>A dense layer whose weights are dropped, not rescaled: the mean of a sum is 1 - p of the whole one.</summary>
internal sealed class DropConnectLayer(LayerSpecification specification, ExampleShape input)
    : Layer(specification, input, new ExampleShape(specification.Outputs))
{
    public override int Weights => Input.Length * Output.Length;

    public override double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise)
    {
        int batch = input.Length / Input.Length;
        double rate = Specification.Rate;
        double[] output = mode switch
        {
            NetworkNoise.Mean => [.. Flat(MatrixProduct.Value(Rows(input, Input.Length), Rows(parameters.Weights, Output.Length)))
                .Select(y => (1 - rate) * y)],
            NetworkNoise.PosteriorDraw => DropConnect.SharedForward(
                input, parameters.Weights, batch, rate, noise.Key, noise.Stream, noise.Replicate),
            _ => DropConnect.Forward(input, parameters.Weights, batch, rate, noise.Key, noise.Stream, noise.Replicate),
        };
        return WithBias(output, parameters.Bias);
    }

    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise)
    {
        LayerGradient gradient = DropConnect.Backward(
            input, parameters.Weights, outputGradient, input.Length / Input.Length, Specification.Rate, noise.Key, noise.Stream,
            noise.Replicate);
        return new LayerDerivatives(gradient.Input, new LayerParameters(gradient.Weights, [], ByBias(outputGradient)));
    }
}

namespace BayesBench.Reference.Networks;

/// <summary>
/// Weights with additive noise under the log-uniform prior, bias without noise. Without noise they are their means, and 0 where
/// ln alpha is 3 or more: the network that is left.
/// </summary>
internal abstract class SparseLayer(LayerSpecification specification, ExampleShape input, ExampleShape output)
    : Layer(specification, input, output)
{
    private const double PruningThreshold = 3;

    public override bool IsVariational => true;

    public override double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise) => mode switch
    {
        NetworkNoise.Training => Draw(parameters, input, noise),
        NetworkNoise.Mean => WithWeights(
            SparseVariationalDropout.Prune(parameters.Weights, LogAlphas(parameters), PruningThreshold), parameters.Bias, input),
        _ => WithWeights(
            [.. parameters.Weights.Select((mean, j) => mean
                + (Math.Sqrt(AdditiveNoise.VarianceOf(mean, parameters.LogVariance[j])) * noise.Normal(j, 0)))],
            parameters.Bias,
            input),
    };

    public override double Divergence(LayerParameters parameters, NoiseSource noise) =>
        -LogAlphas(parameters).Sum(SparseVariationalDropout.NegativeKl);

    // ln alpha = ln sigma^2 - ln theta^2, where it is not clipped.
    public override (double[] Means, double[] LogVariances) DivergenceGradient(LayerParameters parameters, NoiseSource noise)
    {
        double[] byLogAlpha = [.. parameters.Weights.Zip(parameters.LogVariance, (mean, logVariance) =>
            AdditiveNoise.IsClipped(mean, logVariance)
                ? 0
                : -SparseVariationalDropout.NegativeKlDerivative(SparseVariationalDropout.LogAlpha(mean, logVariance)))];
        return ([.. byLogAlpha.Zip(parameters.Weights, (slope, mean) => slope == 0 ? 0 : -2 * slope / mean)], byLogAlpha);
    }

    protected abstract double[] WithWeights(double[] weights, double[] bias, double[] input);

    protected abstract double[] Draw(LayerParameters parameters, double[] input, NoiseSource noise);

    private static double[] LogAlphas(LayerParameters parameters) =>
        [.. parameters.Weights.Zip(parameters.LogVariance, SparseVariationalDropout.LogAlpha)];
}

/// <summary>A dense layer of sparse weights.</summary>
internal sealed class SparseDenseLayer(LayerSpecification specification, ExampleShape input)
    : SparseLayer(specification, input, new ExampleShape(specification.Outputs))
{
    public override int Weights => Input.Length * Output.Length;

    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise)
    {
        AdditiveNoiseGradient gradient = AdditiveNoise.Backward(
            input, parameters.Weights, parameters.LogVariance, outputGradient, input.Length / Input.Length, noise.Key, noise.Stream,
            noise.Replicate);
        return new LayerDerivatives(
            gradient.Input, new LayerParameters(gradient.WeightMean, gradient.LogVariance, ByBias(outputGradient)));
    }

    protected override double[] WithWeights(double[] weights, double[] bias, double[] input) =>
        Flat(Dense.Forward(Rows(input, Input.Length), Rows(weights, Output.Length), bias));

    protected override double[] Draw(LayerParameters parameters, double[] input, NoiseSource noise) => WithBias(
        AdditiveNoise.Forward(
            input, parameters.Weights, parameters.LogVariance, input.Length / Input.Length, noise.Key, noise.Stream, noise.Replicate),
        parameters.Bias);
}

/// <summary>
/// A convolution of sparse weights, noise in the pre-activations: their variance is the convolution of the squared pixels with
/// the weights' variances, plus 1e-8.
/// </summary>
internal sealed class SparseConvolutionLayer(LayerSpecification specification, ExampleShape input)
    : SparseLayer(specification, input, ConvolutionLayer.Filtered(specification, input))
{
    public override int Weights => Output.Channels * Input.Channels * Specification.FilterSize * Specification.FilterSize;

    // h = g noise / (2 s), the derivative by a pre-activation's variance.
    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise)
    {
        int side = Specification.FilterSize;
        double[] variance = [.. parameters.Weights.Zip(parameters.LogVariance, AdditiveNoise.VarianceOf)];
        double[] deviation = Deviation(parameters, input);
        double[] h = [.. outputGradient.Select((g, i) => g * noise.Normal(i, 0) / (2 * deviation[i]))];
        ConvolutionGradient byMean = Convolution.BackwardFilters(
            input, outputGradient, Input.Channels, Input.Height, Input.Width, side);
        ConvolutionGradient byVariance = Convolution.BackwardFilters(
            Squares(input), h, Input.Channels, Input.Height, Input.Width, side);
        double[] throughMean = Convolution.BackwardInput(
            outputGradient, parameters.Weights, Input.Channels, Input.Height, Input.Width, side);
        double[] throughVariance = Convolution.BackwardInput(h, variance, Input.Channels, Input.Height, Input.Width, side);
        AdditiveNoise.Chain(parameters.Weights, parameters.LogVariance, byMean.Filters, byVariance.Filters);
        return new LayerDerivatives(
            [.. throughMean.Select((g, i) => g + (2 * input[i] * throughVariance[i]))],
            new LayerParameters(byMean.Filters, byVariance.Filters, byMean.Bias));
    }

    protected override double[] WithWeights(double[] weights, double[] bias, double[] input) =>
        Convolution.Forward(input, weights, bias, Input.Channels, Input.Height, Input.Width, Specification.FilterSize);

    protected override double[] Draw(LayerParameters parameters, double[] input, NoiseSource noise)
    {
        double[] deviation = Deviation(parameters, input);
        return [.. WithWeights(parameters.Weights, parameters.Bias, input)
            .Select((mean, i) => mean + (deviation[i] * noise.Normal(i, 0)))];
    }

    private static double[] Squares(double[] numbers) => [.. numbers.Select(x => x * x)];

    private double[] Deviation(LayerParameters parameters, double[] input) =>
    [
        .. WithWeights(
            [.. parameters.Weights.Zip(parameters.LogVariance, AdditiveNoise.VarianceOf)],
            [.. Enumerable.Repeat(AdditiveNoise.Floor, Biases)],
            Squares(input)).Select(Math.Sqrt),
    ];
}

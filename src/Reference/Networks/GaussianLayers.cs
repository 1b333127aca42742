using BayesBench.Reference.Inference;

namespace BayesBench.Reference.Networks;

/// <summary>
/// A dense layer with independent Gaussian weights, given by their means and the logarithms of their variances, and a bias
/// without noise. The three kinds have one law for every example and differ in how a batch's noise is drawn.
/// </summary>
internal sealed class GaussianLayer(LayerSpecification specification, ExampleShape input)
    : Layer(specification, input, new ExampleShape(specification.Outputs))
{
    private const uint PriorNoise = 3;

    public override int Weights => Input.Length * Output.Length;

    public override bool IsVariational => true;

    public override double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise)
    {
        double[][] x = Rows(input, Input.Length);
        double[][] mean = Rows(parameters.Weights, Output.Length);
        double[][] deviation = Rows(parameters.StandardDeviation, Output.Length);
        LayerType type = mode == NetworkNoise.PosteriorDraw ? LayerType.MeanField : Specification.Type;
        double[][] output = (mode, type) switch
        {
            (NetworkNoise.Mean, _) => Dense.Forward(x, mean, new double[Biases]),
            (_, LayerType.MeanField) => MeanField.Forward(x, mean, deviation, noise.Key, noise.Stream, noise.Replicate),
            (_, LayerType.Local) => LocalReparameterization.Forward(x, mean, deviation, noise.Key, noise.Stream, noise.Replicate),
            _ => FlipoutLayer.Forward(x, mean, deviation, noise.Key, noise.Stream, noise.Replicate),
        };
        return WithBias(Flat(output), parameters.Bias);
    }

    public override LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise)
    {
        double[][] x = Rows(input, Input.Length);
        double[][] mean = Rows(parameters.Weights, Output.Length);
        double[][] deviation = Rows(parameters.StandardDeviation, Output.Length);
        double[][] g = Rows(outputGradient, Output.Length);
        MeanFieldGradient gradient = Specification.Type switch
        {
            LayerType.MeanField => MeanField.Backward(x, mean, deviation, g, noise.Key, noise.Stream, noise.Replicate),
            LayerType.Local => LocalReparameterization.Backward(x, mean, deviation, g, noise.Key, noise.Stream, noise.Replicate),
            _ => FlipoutLayer.Backward(x, mean, deviation, g, noise.Key, noise.Stream, noise.Replicate),
        };
        // d s / d ln s^2 = s / 2
        double[] byLogVariance = [.. Flat(gradient.StandardDeviation).Zip(Flat(deviation), (slope, s) => slope * s / 2)];
        return new LayerDerivatives(
            Flat(gradient.Input), new LayerParameters(Flat(gradient.Mean), byLogVariance, ByBias(outputGradient)));
    }

    public override double Divergence(LayerParameters parameters, NoiseSource noise) => Enumerable.Range(0, Weights).Sum(j =>
    {
        (double mean, double logDeviation) = (parameters.Weights[j], parameters.LogVariance[j] / 2);
        LayerSpecification of = Specification;
        return of.PriorWeight < 1
            ? ScaleMixturePrior.Divergence(
                [noise.Normal(j, PriorNoise)], mean, logDeviation, of.PriorWeight, of.PriorDeviation, of.SecondDeviation)
            : KullbackLeibler.Normal(mean, Math.Exp(logDeviation), 0, of.PriorDeviation);
    });

    public override (double[] Means, double[] LogVariances) DivergenceGradient(LayerParameters parameters, NoiseSource noise)
    {
        WeightGradient[] gradients = [.. Enumerable.Range(0, Weights).Select(j => OfWeight(
            parameters.Weights[j], parameters.LogVariance[j] / 2, noise.Normal(j, PriorNoise)))];
        return (
            [.. gradients.Select(gradient => gradient.Mean)],
            [.. gradients.Select(gradient => gradient.LogStandardDeviation / 2)]);
    }

    private WeightGradient OfWeight(double mean, double logDeviation, double noise)
    {
        LayerSpecification of = Specification;
        double variance = of.PriorDeviation * of.PriorDeviation;
        return of.PriorWeight < 1
            ? ScaleMixturePrior.DivergenceGradient(
                [noise], mean, logDeviation, of.PriorWeight, of.PriorDeviation, of.SecondDeviation)
            : new WeightGradient(mean / variance, (Math.Exp(2 * logDeviation) / variance) - 1);
    }
}

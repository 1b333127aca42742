using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>Key, stream and replicate of one layer's noise in one pass.</summary>
internal readonly record struct NoiseSource(PhiloxKey Key, uint Stream, ulong Replicate)
{
    /// <summary>The normal number of an element, of a stream so far behind the layer's own.</summary>
    public double Normal(int element, uint behind) => LayerNoise.Normal(element, Key, Stream + behind, Replicate);
}

/// <summary>Weights, the logarithms of their variances where they have some, and biases of one layer, or derivatives by these.</summary>
internal sealed record LayerParameters(double[] Weights, double[] LogVariance, double[] Bias)
{
    /// <summary>Standard deviations of Gaussian weights.</summary>
    public double[] StandardDeviation => [.. LogVariance.Select(l => Math.Exp(l / 2))];

    public double[] Flat() => [.. Weights, .. LogVariance, .. Bias];
}

/// <summary>Derivatives of a loss by a layer's inputs and parameters.</summary>
internal sealed record LayerDerivatives(double[] Input, LayerParameters Parameters);

/// <summary>
/// A layer at its place in a network: shapes, number of parameters, and forward and backward as functions of parameters, inputs
/// and noise. Weights come first among its parameters, then the logarithms of their variances, then the bias.
/// </summary>
internal abstract class Layer(LayerSpecification specification, ExampleShape input, ExampleShape output)
{
    public LayerSpecification Specification { get; } = specification;

    public ExampleShape Input { get; } = input;

    public ExampleShape Output { get; } = output;

    public virtual int Weights => 0;

    public virtual bool IsVariational => false;

    public int Biases => Weights == 0 ? 0 : Output.Channels;

    public int Parameters => (IsVariational ? 2 * Weights : Weights) + Biases;

    /// <summary>Splits the layer's part of a network's parameters.</summary>
    public LayerParameters Split(double[] parameters, int offset)
    {
        int logVariances = IsVariational ? Weights : 0;
        return new LayerParameters(
            parameters[offset..(offset + Weights)],
            parameters[(offset + Weights)..(offset + Weights + logVariances)],
            parameters[(offset + Weights + logVariances)..(offset + Parameters)]);
    }

    public abstract double[] Forward(LayerParameters parameters, double[] input, NetworkNoise mode, NoiseSource noise);

    /// <summary>Through the pass of training.</summary>
    public abstract LayerDerivatives Backward(
        LayerParameters parameters, double[] input, double[] outputGradient, NoiseSource noise);

    /// <summary>KL(posterior || prior) of the weights; one draw's estimate where the prior is a mixture.</summary>
    public virtual double Divergence(LayerParameters parameters, NoiseSource noise) => 0;

    /// <summary>Its derivatives by weights' means and the logarithms of their variances.</summary>
    public virtual (double[] Means, double[] LogVariances) DivergenceGradient(LayerParameters parameters, NoiseSource noise) =>
        (new double[Weights], new double[IsVariational ? Weights : 0]);

    protected static double[] Flat(double[][] rows) => [.. rows.SelectMany(row => row)];

    protected static double[][] Rows(double[] flat, int columns) => [.. flat.Chunk(columns)];

    /// <summary>The derivative by a bias that every row had added.</summary>
    protected double[] ByBias(double[] outputGradient) => Rows(outputGradient, Biases).Aggregate(LinearAlgebra.Sum);

    /// <summary>Adds the bias to every row.</summary>
    protected double[] WithBias(double[] output, double[] bias) => [.. output.Select((y, i) => y + bias[i % Biases])];
}

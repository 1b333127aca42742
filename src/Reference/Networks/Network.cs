using System.Globalization;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>Derivatives of a loss by what a network was given.</summary>
/// <param name="Input">Shape [B, D].</param>
/// <param name="Parameters">Shape [P].</param>
public sealed record NetworkGradient(double[] Input, double[] Parameters);

/// <summary>
/// Any stack of layers as one function of parameters, input and noise: each layer gets what the one before gives, and backward
/// the chain rule goes through them in reverse.
/// </summary>
/// <remarks>
/// <para>All parameters lie in one array, layer behind layer: weights or their means, the logarithms of their variances where
/// weights are random, and the bias, which is not.</para>
/// <para>Noise is a pure function of key, replicate and place: layer l has the streams <c>0x1000 + 8 l</c> for itself, two more
/// for signs, one for the noise of priors and one for initial values. It is never stored; backward draws it again.</para>
/// <para>Source: Rumelhart, Hinton and Williams (1986), Learning representations by back-propagating errors, for the chain rule
/// through layers; the layers name theirs.</para>
/// </remarks>
public static partial class Network
{
    private const uint FirstStream = 0x1000;
    private const uint StreamsOfLayer = 8;

    /// <summary>The outputs.</summary>
    /// <remarks>Formula: <c>f_L(... f_2(f_1(input)))</c>.</remarks>
    /// <param name="layers">The layers, at least one.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="input">Shape [B, C, H, W], finite; at least one example.</param>
    /// <param name="noise">What noise there is.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <returns>Shape [B, K].</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or the batch is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] Forward(
        LayerSpecification[] layers,
        ExampleShape shape,
        double[] parameters,
        double[] input,
        NetworkNoise noise,
        PhiloxKey key,
        ulong replicate) => Activations(Placed(layers, shape, parameters), parameters, input, noise, key, replicate)[^1];

    /// <summary>From a loss's derivative by the outputs to those by input and all parameters, through a pass of training.</summary>
    /// <remarks>Formula: <c>g_(l-1) = (df_l / dinput)^T g_l</c>, <c>(df_l / dparameters)^T g_l</c>, from the last layer to the
    /// first.</remarks>
    /// <param name="layers">The layers, at least one.</param>
    /// <param name="shape">Of one example.</param>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="input">Shape [B, C, H, W], finite; at least one example.</param>
    /// <param name="outputGradient">Shape [B, K], finite.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="replicate">The noise's replicate, as forward.</param>
    /// <returns>The derivatives.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or the batch is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static NetworkGradient Backward(
        LayerSpecification[] layers,
        ExampleShape shape,
        double[] parameters,
        double[] input,
        double[] outputGradient,
        PhiloxKey key,
        ulong replicate)
    {
        Layer[] placed = Placed(layers, shape, parameters);
        double[][] activations = Activations(placed, parameters, input, NetworkNoise.Training, key, replicate);
        ArgumentNullException.ThrowIfNull(outputGradient);
        Guard.Length(outputGradient.Length, activations[^1].Length, nameof(outputGradient));
        Guard.Finite(outputGradient);
        var gradient = new double[parameters.Length];
        int offset = parameters.Length;
        double[] slope = outputGradient;
        for (int l = placed.Length - 1; l >= 0; l--)
        {
            offset -= placed[l].Parameters;
            LayerDerivatives derivatives = placed[l].Backward(
                placed[l].Split(parameters, offset), activations[l], slope, Source(l, key, replicate));
            derivatives.Parameters.Flat().CopyTo(gradient, offset);
            slope = derivatives.Input;
        }

        return new NetworkGradient(slope, gradient);
    }

    /// <summary>Every layer at its place, after all arguments were checked.</summary>
    internal static Layer[] Placed(LayerSpecification[] layers, ExampleShape shape, double[] parameters)
    {
        Layer[] placed = Placed(layers, shape);
        ArgumentNullException.ThrowIfNull(parameters);
        Guard.Length(parameters.Length, placed.Sum(layer => layer.Parameters), nameof(parameters));
        Guard.Finite(parameters);
        return placed;
    }

    private static Layer[] Placed(LayerSpecification[] layers, ExampleShape shape)
    {
        ArgumentNullException.ThrowIfNull(layers);
        Guard.NotEmpty<LayerSpecification>(layers);
        Guard.AtLeast(shape.Channels, 1);
        Guard.AtLeast(shape.Height, 1);
        Guard.AtLeast(shape.Width, 1);
        var placed = new Layer[layers.Length];
        for (int l = 0; l < layers.Length; l++)
        {
            placed[l] = Create(layers[l], l == 0 ? shape : placed[l - 1].Output, string.Create(CultureInfo.InvariantCulture, $"layers[{l}]"));
        }

        return placed;
    }

    private static Layer Create(LayerSpecification layer, ExampleShape input, string name)
    {
        Guard.Within(layer.Rate, 0, MathF.BitDecrement(1), $"{name}.{nameof(layer.Rate)}");
        Guard.Positive(layer.PriorDeviation, $"{name}.{nameof(layer.PriorDeviation)}");
        Guard.Within(layer.PriorWeight, double.Epsilon, 1, $"{name}.{nameof(layer.PriorWeight)}");
        Guard.Positive(layer.SecondDeviation, $"{name}.{nameof(layer.SecondDeviation)}");
        bool isConvolution = layer.Type is LayerType.Conv or LayerType.SparseConv;
        Guard.Within(
            layer.FilterSize, isConvolution ? 1 : 0, Math.Min(input.Height, input.Width), $"{name}.{nameof(layer.FilterSize)}");
        Layer placed = layer.Type switch
        {
            LayerType.Dense => new DenseLayer(layer, input),
            LayerType.Dropout => new DropoutLayer(layer, input),
            LayerType.GaussianDropout => new GaussianDropoutLayer(layer, input),
            LayerType.DropConnect => new DropConnectLayer(layer, input),
            LayerType.MeanField or LayerType.Local or LayerType.Flipout => new GaussianLayer(layer, input),
            LayerType.Sparse => new SparseDenseLayer(layer, input),
            LayerType.Conv => new ConvolutionLayer(layer, input),
            LayerType.SparseConv => new SparseConvolutionLayer(layer, input),
            LayerType.Pool => new PoolingLayer(layer, input),
            _ => new ActivationLayer(layer, input),
        };
        Guard.AtLeast(placed.Output.Channels, 1, $"{name}.{nameof(layer.Outputs)}");
        if (layer.Type == LayerType.Pool)
        {
            Guard.Even(input.Height, $"{name}.{nameof(input.Height)}");
            Guard.Even(input.Width, $"{name}.{nameof(input.Width)}");
        }

        return placed;
    }

    /// <summary>The input, and what every layer makes of it.</summary>
    private static double[][] Activations(
        Layer[] placed, double[] parameters, double[] input, NetworkNoise noise, PhiloxKey key, ulong replicate)
    {
        ArgumentNullException.ThrowIfNull(input);
        Guard.Parts(input, placed[0].Input.Length);
        Guard.Finite(input);
        var activations = new double[placed.Length + 1][];
        activations[0] = input;
        int offset = 0;
        for (int l = 0; l < placed.Length; l++)
        {
            activations[l + 1] = placed[l].Forward(placed[l].Split(parameters, offset), activations[l], noise, Source(l, key, replicate));
            offset += placed[l].Parameters;
        }

        return activations;
    }

    private static NoiseSource Source(int layer, PhiloxKey key, ulong replicate) =>
        new(key, FirstStream + ((uint)layer * StreamsOfLayer), replicate);
}

using System.Globalization;

namespace BayesBench.Kernels.Networks;

/// <summary>
/// A network in one line of text, layers parted by commas: <c>sparse 300, relu, sparse 100, relu, sparse 10</c> or
/// <c>conv 20x5, pool 2, conv 50x5, pool 2, dense 500, relu, dropout 0.5, dense 10</c>.
/// </summary>
/// <remarks>
/// <para>The words are those of <see cref="LayerKind"/>. Behind <c>mean-field K</c>, <c>local K</c> and <c>flipout K</c> may
/// stand the prior of their weights, <c>prior S</c> for N(0, S^2) or <c>mixture W S T</c> for N(0, S^2) with probability W, else
/// N(0, T^2).</para>
/// <para>The text is all that there is to know of a network but its inputs and parameters: the same line is an option, a file's
/// header and a caption. <see cref="ToString"/> writes it in one form.</para>
/// </remarks>
public sealed partial class NetworkDescription
{
    private NetworkDescription(ImageShape input, IReadOnlyList<NetworkLayer> layers)
    {
        Input = input;
        Layers = layers;
    }

    /// <summary>What one example looks like.</summary>
    public ImageShape Input { get; }

    /// <summary>The layers, each where it stands.</summary>
    public IReadOnlyList<NetworkLayer> Layers { get; }

    /// <summary>Numbers of one example, D.</summary>
    public int Inputs => Input.Length;

    /// <summary>Numbers that come out, K.</summary>
    public int Outputs => Layers[^1].Output.Length;

    /// <summary>Number of all parameters, P.</summary>
    public int Parameters => Layers[^1].Offset + Layers[^1].Parameters;

    /// <summary>Number of all weights, biases aside.</summary>
    public int Weights => Layers.Sum(layer => layer.Weights);

    /// <summary>Reads a description.</summary>
    /// <param name="text">The line.</param>
    /// <param name="inputs">D; a square number is one plane of pixels for a convolution.</param>
    /// <returns>The network.</returns>
    /// <exception cref="FormatException">The text breaks a rule; the message has layer, word and rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no inputs.</exception>
    public static NetworkDescription Parse(string text, int inputs) => Parse(text, ImageShape.Of(inputs));

    /// <summary>Reads a description for images.</summary>
    /// <param name="text">The line.</param>
    /// <param name="input">What one example looks like.</param>
    /// <returns>The network.</returns>
    /// <exception cref="FormatException">The text breaks a rule; the message has layer, word and rule.</exception>
    public static NetworkDescription Parse(string text, ImageShape input)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(input);
        var layers = new List<NetworkLayer>();
        ImageShape shape = input;
        long offset = 0;
        foreach (string part in text.Split(','))
        {
            NetworkLayer layer = Layer(new DescriptionWords(layers.Count + 1, part), shape, ref offset);
            layers.Add(layer);
            shape = layer.Output;
        }

        return new NetworkDescription(input, layers);
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", Layers);

    private static NetworkLayer Layer(DescriptionWords words, ImageShape input, ref long offset)
    {
        LayerKind kind = words.Kind();
        var layer = new NetworkLayer(kind, input, input, (int)offset, 0, 0, WeightPrior.Standard);
        if (layer.IsDense)
        {
            layer = layer with { Output = new ImageShape(words.Count("a number of outputs"), 1, 1) };
        }
        else if (layer.IsConvolution)
        {
            (int filters, int side) = words.Filters();
            layer = layer with { Output = Filtered(words, input, filters, side), FilterSize = side };
        }
        else if (kind == LayerKind.Pool)
        {
            layer = layer with { Output = Pooled(words, input) };
        }

        if (kind is LayerKind.Dropout or LayerKind.GaussianDropout or LayerKind.DropConnect)
        {
            layer = layer with { Rate = words.Rate() };
        }

        if (layer.HasGaussianWeights)
        {
            layer = layer with { Prior = Prior(words) };
        }

        offset += (layer.IsVariational ? 2L : 1L) * layer.FanIn * layer.Output.Channels;
        offset += layer.Biases;
        if (offset > int.MaxValue)
        {
            throw words.Wrong("all layers together must have fewer than 2^31 parameters");
        }

        words.End();
        return layer;
    }

    private static ImageShape Filtered(DescriptionWords words, ImageShape input, int filters, int side) =>
        side <= Math.Min(input.Height, input.Width)
            ? new ImageShape(filters, input.Height - side + 1, input.Width - side + 1)
            : throw words.Wrong($"the filters must fit into the input, {input}");

    private static ImageShape Pooled(DescriptionWords words, ImageShape input)
    {
        int side = words.Count("a side");
        return side == 2 && input.Height % 2 == 0 && input.Width % 2 == 0
            ? new ImageShape(input.Channels, input.Height / 2, input.Width / 2)
            : throw words.Wrong(string.Create(
                CultureInfo.InvariantCulture, $"the side must be 2 and divide the input's, {input}"));
    }

    private static WeightPrior Prior(DescriptionWords words) =>
        words.Takes("prior") ? new WeightPrior(words.Deviation())
        : words.Takes("mixture") ? new WeightPrior(Weight: words.Probability(), StandardDeviation: words.Deviation(), SecondStandardDeviation: words.Deviation())
        : WeightPrior.Standard;
}

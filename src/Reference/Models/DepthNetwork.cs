using System.Globalization;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Models;

/// <summary>Weights [in, out] and a bias [out].</summary>
internal sealed record DepthLayer(double[][] Weights, double[] Bias)
{
    public double[][] Of(double[][] input) => Dense.Forward(input, Weights, Bias);
}

/// <summary>The parts of an adaptive-depth network, and its one pass forward and back.</summary>
internal sealed class DepthNetwork
{
    public DepthNetwork(double[] parameters, double[][] images, int width, int classes)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Guard.Finite(parameters);
        Guard.Matrix(images);
        Guard.AtLeast(width, 1);
        Guard.AtLeast(classes, 1);
        int inputs = images[0].Length;
        long ends = ((long)(inputs + 1) * width) + ((long)(width + 1) * classes);
        long layer = (long)(width + 1) * (width + 1); // H columns of weights and one for stopping
        long layers = (parameters.Length - ends) / layer;
        if (layers < 1 || ends + (layers * layer) != parameters.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"parameters has length {parameters.Length}; it must have length {ends} and {layer} more for each layer."), nameof(parameters));
        }

        Layers = (int)layers;
        var rest = new Queue<double>(parameters);
        double[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => rest.Dequeue())];
        DepthLayer TakeLayer(int from, int to) => new([.. Enumerable.Range(0, from).Select(_ => Take(to))], Take(to));
        Stem = TakeLayer(inputs, width);
        Blocks = [.. Enumerable.Range(0, Layers).Select(_ => TakeLayer(width, width))];
        Head = TakeLayer(width, classes);
        Stopping = [.. Enumerable.Range(0, Layers).Select(_ => Take(width + 1))];
    }

    public int Layers { get; }

    public DepthLayer Stem { get; }

    public DepthLayer[] Blocks { get; }

    public DepthLayer Head { get; }

    /// <summary>Shape [L, H + 1].</summary>
    public double[][] Stopping { get; }

    public static double[][] Relu(double[][] state) => [.. state.Select(row => Array.ConvertAll(row, Activation.Relu))];

    /// <summary>relu(h) at all depths, [L + 1, B, H], by one pass: each depth goes on from the one before.</summary>
    public double[][][] Forward(double[][] images)
    {
        double[][] state = Stem.Of(images);
        var features = new List<double[][]> { Relu(state) };
        foreach (DepthLayer block in Blocks)
        {
            state = Sum(state, block.Of(features[^1]));
            features.Add(Relu(state));
        }

        return [.. features];
    }

    /// <summary>Shape [L, B].</summary>
    public double[][] HaltingLogits(double[][][] features) =>
        [.. Stopping.Select((w, l) => features[l].Select(r => LinearAlgebra.Dot(w[..^1], r) + w[^1]).ToArray())];

    /// <summary>The gradient by all parameters, from those by the class logits [L + 1, B, C] and the halting logits [L, B].</summary>
    public double[] Backward(
        double[][] images, double[][][] features, double[][][] logitGradients, double[][] haltingGradients)
    {
        DenseGradient[] heads = [.. features.Zip(logitGradients, (r, g) => Dense.Backward(r, Head.Weights, g))];
        double[][] stopping =
        [
            .. haltingGradients.Select((slopes, l) => (double[])
            [
                .. Enumerable.Range(0, Stopping[l].Length - 1).Select(k => slopes.Select((slope, b) => slope * features[l][b][k]).Sum()),
                slopes.Sum(),
            ]),
        ];
        var blocks = new DenseGradient[Layers];
        double[][] upstream = Through(features[Layers], heads[Layers].Input);
        for (int l = Layers - 1; l >= 0; l--)
        {
            blocks[l] = Dense.Backward(features[l], Blocks[l].Weights, upstream);
            double[][] byStopping = [.. haltingGradients[l].Select(slope => Array.ConvertAll(Stopping[l][..^1], w => slope * w))];
            double[][] byFeatures = Sum(Sum(heads[l].Input, byStopping), blocks[l].Input);
            upstream = Sum(Through(features[l], byFeatures), upstream);
        }

        DenseGradient stem = Dense.Backward(images, Stem.Weights, upstream);
        return
        [
            .. Flat(stem),
            .. blocks.SelectMany(Flat),
            .. heads.Select(Flat).Aggregate(LinearAlgebra.Sum),
            .. stopping.SelectMany(row => row),
        ];
    }

    private static double[] Flat(DenseGradient gradient) => [.. gradient.Weights.SelectMany(row => row), .. gradient.Bias];

    private static double[][] Through(double[][] features, double[][] gradient) =>
        [.. features.Zip(gradient, (r, g) => r.Zip(g, Activation.ReluBackward).ToArray())];

    private static double[][] Sum(double[][] a, double[][] b) => [.. a.Zip(b, LinearAlgebra.Sum)];
}

using BayesBench.Agreements;
using BayesBench.Reference.Networks;

namespace BayesBench.Properties.Support;

/// <summary>Networks to hold laws against: one with every kind of layer, at sizes that nothing divides.</summary>
public sealed record NetworkCase(ExampleShape Shape, params LayerSpecification[] Layers)
{
    private static readonly LayerSpecification Relu = new(LayerType.Relu), Tanh = new(LayerType.Tanh);

    public static IReadOnlyDictionary<string, NetworkCase> All { get; } = new Dictionary<string, NetworkCase>
    {
        ["dense"] = new(new(3), new(LayerType.Dense, 4), Relu, new(LayerType.Dense, 3), new(LayerType.Softplus), new(LayerType.Dense, 2)),
        ["dropout"] = new(new(5), new(LayerType.Dropout, Rate: 0.25), new(LayerType.Dense, 3), Tanh, new(LayerType.Dropout, Rate: 0.5), new(LayerType.Dense, 2)),
        ["gaussian dropout"] = new(new(3), new(LayerType.GaussianDropout, Rate: 0.25), new(LayerType.Dense, 3), new(LayerType.Sigmoid)),
        ["dropconnect"] = new(new(3), new(LayerType.DropConnect, 5, Rate: 0.5), Tanh, new(LayerType.DropConnect, 2, Rate: 0.25)),
        ["mean-field"] = new(new(3), new(LayerType.MeanField, 3), Relu, new(LayerType.MeanField, 2, PriorDeviation: 0.5)),
        ["local"] = new(new(3), new(LayerType.Local, 3), Tanh, new(LayerType.Local, 2, PriorDeviation: 2, PriorWeight: 0.25, SecondDeviation: 0.125)),
        ["flipout"] = new(new(3), new(LayerType.Flipout, 3), new(LayerType.Sigmoid), new(LayerType.Flipout, 2)),
        ["sparse"] = new(new(3), new(LayerType.Sparse, 3), Relu, new(LayerType.Sparse, 2)),
        ["convolution"] = new(
            new(1, 6, 6), new(LayerType.Conv, 2, FilterSize: 3), new(LayerType.Pool), Relu, new(LayerType.Dense, 2)),
        ["sparse convolution"] = new(
            new(2, 5, 5), new(LayerType.SparseConv, 2, FilterSize: 2), new(LayerType.Pool), Tanh, new(LayerType.Local, 2)),
    };

    public int Inputs => Shape.Channels * Shape.Height * Shape.Width;

    /// <summary>Numbers of one example that come out.</summary>
    public int Outputs => Layers[^1].Outputs == 0 ? Layers[^2].Outputs : Layers[^1].Outputs;

    public double[] Input(int examples) => FiniteDifference.Normal(examples * Inputs, 7);

    /// <summary>Parameters with noise that is felt: means about 0.5 in size, variances about e^-2, ln alpha inside its ends.</summary>
    public double[] Parameters()
    {
        var source = new InputSource(11);
        double[] initial = Network.InitialParameters(Layers, Shape, new(1, 2));
        return [.. initial.Select(value => value is -8 or -10 ? source.Uniform(-3, -1) : source.SignedLogUniform(0.2, 1))];
    }
}

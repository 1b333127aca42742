using System.Globalization;
using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;


namespace BayesBench.Agreements.Networks;

/// <summary>The arguments that the formulas of networks begin with: layers, shape, parameters; and their way to a device.</summary>
internal sealed record NetworkCall(LayerSpecification[] Layers, ExampleShape Shape, double[] Parameters)
{
    private static readonly ExampleShape[] NoImage = [new(1), new(3), new(17), new(153)];
    private static readonly ExampleShape[] Images = [new(1, 6, 6), new(2, 8, 6), new(1, 10, 10)];

    // Every kind of layer, one output and odd numbers of them; the first word of a stack of images is a convolution.
    private static readonly string[] Stacks =
    [
        "dense 1", "dense 3, relu, dense 3", "dense 17, tanh, dense 10", "dense 5, softplus, dense 3, sigmoid",
        "dropout 0.25, dense 5, relu, dropout 0.5, dense 3", "gaussian-dropout 0.25, dense 3, tanh", "drop-connect 5 0.5, relu, drop-connect 3 0.25",
        "mean-field 5, relu, mean-field 3 prior 0.5", "local 5, relu, local 3", "flipout 3, tanh, flipout 3 prior 2",
        "local 7 mixture 0.5 1 0.125, relu, dense 3", "sparse 5, relu, sparse 3", "sparse 1", "local 1", "relu, local 10",
    ];

    private static readonly string[] StacksOfImages =
    [
        "conv 2x3, pool 2, relu, dense 3", "conv 3x3, pool 2, tanh, local 3", "sparse-conv 2x3, pool 2, sparse 5, relu, sparse 3",
        "sparse-conv 1x1, relu, sparse-conv 2x3, sigmoid, dense 2", "conv 1x5, relu, dropout 0.5, flipout 2",
    ];

    public NetworkDescription Description => NetworkDescription.Parse(
        string.Join(", ", Layers.Select(Text)), new ImageShape(Shape.Channels, Shape.Height, Shape.Width));

    public static NetworkCall From(object[] call) => new((LayerSpecification[])call[0], (ExampleShape)call[1], (double[])call[2]);

    /// <summary>A stack with parameters whose noise is felt, none so near a threshold that a float takes the other side.</summary>
    public static NetworkCall Draw(InputSource source, bool withLogits = false)
    {
        bool isImage = source.Integer(0, 3) == 0;
        string text = isImage ? source.Pick(StacksOfImages) : source.Pick(Stacks);
        ExampleShape shape = isImage ? source.Pick(Images) : source.Pick(NoImage);
        NetworkDescription description = NetworkDescription.Parse(
            text + (withLogits ? ", dense 3" : string.Empty), new ImageShape(shape.Channels, shape.Height, shape.Width));
        return new NetworkCall([.. description.Layers.Select(Specification)], shape, ParametersOf(description, source));
    }

    public static DeviceKey Convert(PhiloxKey key) => new(key.K0, key.K1);

    public static float[] Floats(double[] numbers) => Array.ConvertAll(numbers, number => (float)number);

    /// <summary>Puts the network on the device and asks for something.</summary>
    public T On<T>(Device device, int examples, Func<DeviceNetwork, DeviceArray<float>, T> ask)
    {
        using DeviceArray<float> parameters = device.Upload<float>(Floats(Parameters));
        using DeviceArray<float> gradient = device.Allocate<float>(Parameters.Length);
        // Room for more examples than there are: every pass is one of a smaller batch.
        using var network = new DeviceNetwork(device, Description, examples + 1, parameters, gradient);
        return ask(network, gradient);
    }

    private static double[] ParametersOf(NetworkDescription description, InputSource source) =>
    [
        .. description.Layers.SelectMany(layer =>
        {
            double[] weights = source.Vector(layer.Weights, s => s.SignedLogUniform(0.05, 1) * 2 / Math.Sqrt(1 + (layer.Weights / layer.Biases)));
            double[] logVariances = layer.IsSparse ? [.. weights.Select(mean => LogVariance(source, mean))]
                : layer.IsVariational ? source.Vector(layer.Weights, s => s.Uniform(-6, 0)) : [];
            return (double[])[.. Array.ConvertAll(weights, w => (double)(float)w), .. logVariances, .. source.Vector(layer.Biases, s => s.Normal())];
        }),
    ];

    private static double LogVariance(InputSource source, double mean)
    {
        double logAlpha = source.Pick(
            source.Uniform(-7.9, 2.9), source.Uniform(-7.9, 2.9), source.Uniform(3.1, 7.9), source.Uniform(8.1, 10), source.Uniform(-10, -8.1));
        return (float)(logAlpha + (2 * Math.Log(Math.Abs((float)mean))));
    }

    private static LayerSpecification Specification(NetworkLayer layer) => new(
        Enum.Parse<LayerType>(layer.Kind.ToString()),
        layer.IsDense || layer.IsConvolution ? layer.Output.Channels : 0,
        layer.FilterSize,
        layer.Rate,
        layer.Prior.StandardDeviation,
        layer.Prior.Weight,
        layer.Prior.IsMixture ? layer.Prior.SecondStandardDeviation : 1);

    private static string Text(LayerSpecification layer)
    {
        string name = Names.KebabCase(layer.Type.ToString());
        FormattableString text = layer.Type switch
        {
            LayerType.Relu or LayerType.Tanh or LayerType.Softplus or LayerType.Sigmoid => $"{name}",
            LayerType.Dropout or LayerType.GaussianDropout => $"{name} {layer.Rate}",
            LayerType.DropConnect => $"{name} {layer.Outputs} {layer.Rate}",
            LayerType.Conv or LayerType.SparseConv => $"{name} {layer.Outputs}x{layer.FilterSize}",
            LayerType.Pool => $"{name} 2",
            LayerType.MeanField or LayerType.Local or LayerType.Flipout when layer.PriorWeight < 1 =>
                $"{name} {layer.Outputs} mixture {layer.PriorWeight} {layer.PriorDeviation} {layer.SecondDeviation}",
            LayerType.MeanField or LayerType.Local or LayerType.Flipout => $"{name} {layer.Outputs} prior {layer.PriorDeviation}",
            _ => $"{name} {layer.Outputs}",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}

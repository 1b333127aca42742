using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Networks;

public class NetworkProperties
{
    private const int Examples = 3;
    private const ulong Replicate = 0x2_0000_0005;
    private static readonly PhiloxKey Key = new(20, 26);
    private static readonly LayerSpecification[] OneDense = [new(LayerType.Dense, 2)];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["No layer: layers is empty; it must have at least one element."] = () => Forward([], new(2), [], [1, 2]),
        ["No example: input has length 0; it must have a positive multiple of 2."] = () => Forward(OneDense, new(2), new double[6], []),
        ["Parameters: parameters has length 5; it must have length 6."] = () => Forward(OneDense, new(2), new double[5], [1, 2]),
        ["Parameter: parameters[1] is NaN; it must be finite."] = () => Forward(OneDense, new(2), [0, double.NaN, 0, 0, 0, 0], [1, 2]),
        ["Outputs: layers[0].Outputs is 0; it must be at least 1."] = () => Forward([new(LayerType.Dense)], new(2), [], [1, 2]),
        ["Rate: layers[0].Rate is 1; it must be in [0, 0.9999999403953552]."] =
            () => Forward([new(LayerType.Dropout, Rate: 1)], new(2), [], [1, 2]),
        ["Filter: layers[0].FilterSize is 3; it must be in [1, 2]."] =
            () => Forward([new(LayerType.Conv, 1, FilterSize: 3)], new(1, 2, 2), new double[10], new double[4]),
        ["Odd side: layers[0].Width is 3; it must be even and at least 2."] =
            () => Forward([new(LayerType.Pool)], new(1, 2, 3), [], new double[6]),
        ["Slope: outputGradient has length 3; it must have length 2."] = () => Network.Backward(
            OneDense, new(2), new double[6], [1, 2], [1, 2, 3], Key, 0),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    public static TheoryData<string> Cases => [.. NetworkCase.All.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_is_the_derivative_at_fixed_noise(string name)
    {
        NetworkCase of = NetworkCase.All[name];
        double[] parameters = of.Parameters(), input = of.Input(Examples);
        double[] slope = FiniteDifference.Normal(Examples * of.Outputs, 13);
        double Loss(double[] p, double[] x) => Network.Forward(
            of.Layers, of.Shape, p, x, NetworkNoise.Training, Key, Replicate).Zip(slope, (y, c) => y * c).Sum();
        NetworkGradient gradient = Network.Backward(of.Layers, of.Shape, parameters, input, slope, Key, Replicate);
        Assert.InRange(
            FiniteDifference.RelativeError(gradient.Parameters, FiniteDifference.Gradient(parameters, p => Loss(p, input), 1e-3)), 0, 1e-9);
        Assert.InRange(FiniteDifference.RelativeError(gradient.Input, FiniteDifference.Gradient(input, x => Loss(parameters, x), 1e-3)), 0, 1e-9);
    }

    [Theory]
    [InlineData("mean-field")]
    [InlineData("local")]
    [InlineData("sparse")]
    [InlineData("sparse convolution")]
    public void The_divergences_gradient_is_its_derivative(string name)
    {
        NetworkCase of = NetworkCase.All[name];
        double[] parameters = of.Parameters();
        double[] expected = FiniteDifference.Gradient(
            parameters, p => Network.Divergence(of.Layers, of.Shape, p, Key, Replicate), 1e-3);
        double[] actual = Network.DivergenceGradient(of.Layers, of.Shape, parameters, Key, Replicate);
        Assert.InRange(FiniteDifference.RelativeError(actual, expected), 0, 1e-9);
    }

    [Theory]
    [InlineData(LayerType.Dropout)]
    [InlineData(LayerType.GaussianDropout)]
    public void Without_a_rate_dropout_is_not_there(LayerType type)
    {
        double[] parameters = FiniteDifference.Normal(8, 1), input = FiniteDifference.Normal(9, 2);
        Assert.Equal(
            Forward([new(LayerType.Dense, 2)], new(3), parameters, input),
            Forward([new(type), new(LayerType.Dense, 2), new(type)], new(3), parameters, input));
        Assert.Equal(
            Forward([new(LayerType.Dense, 2)], new(3), parameters, input),
            Forward([new(LayerType.DropConnect, 2)], new(3), parameters, input).Select(y => y),
            (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_order_of_a_batch_is_that_of_its_outputs(string name)
    {
        NetworkCase of = NetworkCase.All[name];
        // Dropout of inputs has a mask for every place in the batch, so it has to be without noise.
        NetworkNoise noise = name.Contains("dropout", StringComparison.Ordinal) ? NetworkNoise.Mean : NetworkNoise.PosteriorDraw;
        double[] parameters = of.Parameters();
        double[][] rows = [.. of.Input(Examples).Chunk(of.Inputs)];
        double[][] Outputs(IEnumerable<double[]> examples) => [.. Network.Forward(
            of.Layers, of.Shape, parameters, [.. examples.SelectMany(row => row)], noise, Key, Replicate).Chunk(of.Outputs)];
        double[][] outputs = Outputs(rows);
        Assert.Equal(outputs.Reverse(), Outputs(rows.Reverse()));
        Assert.Equal(outputs[1], Outputs([rows[1]])[0]);
    }

    [Fact]
    public void Without_noise_the_three_kinds_of_gaussian_layers_are_one_dense_layer()
    {
        double[] means = FiniteDifference.Normal(6, 1), bias = FiniteDifference.Normal(2, 2), input = FiniteDifference.Normal(6, 3);
        double[] dense = Forward([new(LayerType.Dense, 2)], new(3), [.. means, .. bias], input);
        foreach (LayerType type in new[] { LayerType.MeanField, LayerType.Local, LayerType.Flipout })
        {
            Assert.Equal(dense, Network.Forward(
                [new(type, 2)], new(3), [.. means, .. new double[6], .. bias], input, NetworkNoise.Mean, Key, 0));
        }
    }

    [Fact]
    public void A_posterior_draw_is_one_draw_of_the_weights_for_the_batch()
    {
        double[] parameters = [.. FiniteDifference.Normal(14, 1)];
        double[] direct = Network.Forward([new(LayerType.MeanField, 2)], new(3), parameters, [1, 2, 3], NetworkNoise.Training, Key, 5);
        foreach (LayerType type in new[] { LayerType.Local, LayerType.Flipout })
        {
            double[] drawn = Network.Forward(
                [new(type, 2)], new(3), parameters, [1, 2, 3, 1, 2, 3], NetworkNoise.PosteriorDraw, Key, 5);
            Assert.Equal([.. direct, .. direct], drawn);
        }
    }

    [Fact]
    public void A_sparse_weight_is_gone_from_ln_alpha_3_on()
    {
        double logVariance = Math.Log(0.25);
        double[] Of(double logAlpha) => Network.Forward(
            [new(LayerType.Sparse, 1)], new(1), [0.5, logVariance + logAlpha, 0.125], [2], NetworkNoise.Mean, Key, 0);
        Assert.Equal([1.125], Of(2.999));
        Assert.Equal([0.125], Of(3.001));
    }

    [Fact]
    public void Initial_weights_have_the_variance_that_their_layer_wants()
    {
        LayerSpecification[] layers = [new(LayerType.Local, 50), new(LayerType.Dropout), new(LayerType.Relu), new(LayerType.Sparse, 30), new(LayerType.Dense, 20)];
        double[] parameters = Network.InitialParameters(layers, new(100), Key);
        double MeanSquare(int first, int count) => parameters.Skip(first).Take(count).Average(w => w * w);
        // 5000, 1500 and 600 squares: their mean is within five standard deviations, sqrt(2 / n) each.
        Assert.InRange(MeanSquare(0, 5000) * 100 / 2, 0.9, 1.1);
        Assert.All(parameters[5000..10_000], l => Assert.Equal(-8, l));
        Assert.All(parameters[10_000..10_050], b => Assert.Equal(0, b));
        Assert.InRange(MeanSquare(10_050, 1500) * 1e4, 0.8, 1.2);
        Assert.All(parameters[11_550..13_050], l => Assert.Equal(-10, l));
        Assert.InRange(MeanSquare(13_080, 600) * (30 + 20) / 2, 0.7, 1.3);
    }

    private static double[] Forward(LayerSpecification[] layers, ExampleShape shape, double[] parameters, double[] input) =>
        Network.Forward(layers, shape, parameters, input, NetworkNoise.Training, Key, Replicate);
}

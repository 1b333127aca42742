using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Networks;

public class DenseProperties
{
    private static readonly double[][] Two = [[1, 2], [3, 4]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no example: input is empty; it must have at least one element."] = () => Dense.Forward([], Two, [0, 0]),
        ["nothing back: input is empty; it must have at least one element."] = () => Dense.Backward([], Two, Two),
        ["ragged: input[1] has length 1; it must have length 2."] = () => Dense.Forward([[1, 2], [1]], Two, [0, 0]),
        ["NaN: weights[1][0] is NaN; it must be finite."] = () => Dense.Forward(Two, [[1, 2], [double.NaN, 0]], [0, 0]),
        ["D: weights has 2 rows; it must have 3."] = () => Dense.Forward([[1, 2, 3]], Two, [0, 0]),
        ["K: bias has length 3; it must have length 2."] = () => Dense.Forward(Two, Two, [0, 0, 0]),
        ["infinity: bias[1] is Infinity; it must be finite."] = () => Dense.Forward(Two, Two, [0, double.PositiveInfinity]),
        ["B: outputGradient has 1 rows; it must have 2."] = () => Dense.Backward(Two, Two, [[1, 2]]),
        ["K: outputGradient[0] has length 1; it must have length 2."] = () => Dense.Backward(Two, Two, [[1], [2]]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 3, 2 }, { 3, 1, 3 }, { 4, 5, 3 }, { 2, 153, 1 }, { 1, 785, 3 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Fact]
    public void The_bias_is_added_to_every_row() =>
        Assert.Equal([[1 + (2 * 3) + 10, 2 + (2 * 4) + 20], [10, 20]], Dense.Forward([[1, 2], [0, 0]], Two, [10, 20]));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Backward_is_the_gradient(int examples, int inputs, int outputs)
    {
        (double[][] x, double[][] w, double[][] c) =
            (Layers.Matrix(examples, inputs, 1), Layers.Matrix(inputs, outputs, 2), Layers.Matrix(examples, outputs, 3));
        double[][] bias = Layers.Matrix(1, outputs, 4);
        DenseGradient gradient = Dense.Backward(x, w, c);
        Layers.IsGradient(at => Layers.Loss(c, Dense.Forward(at, w, bias[0])), x, gradient.Input);
        Layers.IsGradient(at => Layers.Loss(c, Dense.Forward(x, at, bias[0])), w, gradient.Weights);
        Layers.IsGradient(at => Layers.Loss(c, Dense.Forward(x, w, at[0])), bias, [gradient.Bias]);
    }

    [Fact]
    public void Examples_do_not_meet_in_a_layer()
    {
        (double[][] x, double[][] w, double[] bias) = (Layers.Matrix(4, 6, 1), Layers.Matrix(6, 3, 2), Layers.Matrix(1, 3, 3)[0]);
        Assert.Equal(Dense.Forward(x, w, bias), x.SelectMany(row => Dense.Forward([row], w, bias)));
    }

    [Fact]
    public void Gradients_of_examples_add_up()
    {
        (double[][] x, double[][] w, double[][] c) = (Layers.Matrix(4, 6, 1), Layers.Matrix(6, 3, 2), Layers.Matrix(4, 3, 3));
        DenseGradient whole = Dense.Backward(x, w, c);
        DenseGradient[] parts = [.. x.Select((row, b) => Dense.Backward([row], w, [c[b]]))];
        Assert.Equal(whole.Bias, parts.Select(part => part.Bias).Aggregate(Sum));
        Assert.Equal(whole.Input, parts.SelectMany(part => part.Input));
        Assert.Equal(whole.Weights, parts.Select(part => part.Weights).Aggregate((a, b) => [.. a.Zip(b, Sum)]));
    }

    [Fact]
    public void A_bias_is_the_weight_of_an_input_that_is_always_one()
    {
        (double[][] x, double[][] w, double[] bias) = (Layers.Matrix(3, 2, 1), Layers.Matrix(2, 4, 2), Layers.Matrix(1, 4, 3)[0]);
        double[][] withOne = [.. x.Select(row => (double[])[.. row, 1])];
        Assert.Equal(MatrixProduct.Value(withOne, [.. w, bias]), Dense.Forward(x, w, bias));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_first_layer_need_not_have_a_gradient_by_its_input(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> x = device.Upload<float>([1, 2, 3]), w = device.Upload<float>([1, -1, 2]), slope = device.Upload<float>([2]);
        using DeviceArray<float> byWeights = device.Allocate<float>(3), byBias = device.Allocate<float>(1);
        DenseKernels.Backward(device, x, w, slope, default, byWeights, byBias);
        Assert.Equal([2f, 4f, 6f], byWeights.ToArray());
        Assert.Equal([2f], byBias.ToArray());
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> none = device.Allocate<float>(0), six = device.Allocate<float>(6);
        using DeviceArray<float> five = device.Allocate<float>(5), four = device.Allocate<float>(4);
        using DeviceArray<float> three = device.Allocate<float>(3);
        // Two examples of two inputs, three outputs.
        var table = new Dictionary<string, Action>
        {
            ["no example: input is 0; it must be at least 1."] = () => DenseKernels.Forward(device, none, six, three, six),
            ["no output: bias is 0; it must be at least 1."] = () => DenseKernels.Forward(device, four, six, none, six),
            ["D: weights has 5 elements; it must have a positive multiple of 3, one row for each result."] =
                () => DenseKernels.Forward(device, four, five, three, six),
            ["B: input has 5 elements; it must have a multiple of 2."] = () => DenseKernels.Forward(device, five, six, three, six),
            ["output: output has 5 elements; it must have 6."] = () => DenseKernels.Forward(device, four, six, three, five),
            ["slope: outputGradient has 5 elements; it must have 6."] =
                () => DenseKernels.Backward(device, four, six, five, four, six, three),
            ["by input: inputGradient has 5 elements; it must have 4."] =
                () => DenseKernels.Backward(device, four, six, six, five, six, three),
            ["by weights: weightGradient has 5 elements; it must have 6."] =
                () => DenseKernels.Backward(device, four, six, six, four, five, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}

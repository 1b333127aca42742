using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Networks;

public class ActivationProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Relu: x is NaN; it must be finite."] = () => Activation.Relu(double.NaN),
        ["Relu: output is -1; it must be non-negative and finite."] = () => Activation.ReluBackward(-1, 1),
        ["Relu: outputGradient is Infinity; it must be finite."] = () => Activation.ReluBackward(1, double.PositiveInfinity),
        ["Tanh: x is Infinity; it must be finite."] = () => Activation.Tanh(double.PositiveInfinity),
        ["Tanh: output is 1.5; it must be in [-1, 1]."] = () => Activation.TanhBackward(1.5, 1),
        ["Tanh: outputGradient is NaN; it must be finite."] = () => Activation.TanhBackward(0, double.NaN),
        ["Softplus: x is NaN; it must be finite."] = () => Activation.Softplus(double.NaN),
        ["Softplus: x is -Infinity; it must be finite."] = () => Activation.SoftplusBackward(double.NegativeInfinity, 1),
        ["Sigmoid: x is NaN; it must be finite."] = () => Activation.Sigmoid(double.NaN),
        ["Sigmoid: output is -0.5; it must be in [0, 1]."] = () => Activation.SigmoidBackward(-0.5, 1),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    public static TheoryData<double> Points => [-20, -3, -1, -0.25, 0.25, 1, 3, 20];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [MemberData(nameof(Points))]
    public void Backward_multiplies_by_the_slope(double x)
    {
        const double Gradient = -1.75;
        Same(Activation.Relu, Activation.ReluBackward(Activation.Relu(x), Gradient));
        Same(Activation.Tanh, Activation.TanhBackward(Activation.Tanh(x), Gradient));
        Same(Activation.Softplus, Activation.SoftplusBackward(x, Gradient));
        Same(Activation.Sigmoid, Activation.SigmoidBackward(Activation.Sigmoid(x), Gradient));

        void Same(Func<double, double> forward, double backward) =>
            Assert.Equal(Gradient * FiniteDifference.Slope(h => forward(x + h)), backward, 1e-9 * Math.Abs(Gradient));
    }

    [Fact]
    public void At_its_kink_and_below_nothing_goes_back_through_a_rectifier() =>
        Assert.Equal([0, 0, 0, 5], new[] { -2, -0.0, 0, 1e-300 }.Select(x => Activation.ReluBackward(Activation.Relu(x), 5)));

    [Theory]
    [MemberData(nameof(Points))]
    public void A_hyperbolic_tangent_is_a_stretched_sigmoid(double x)
    {
        Assert.Equal((2 * Activation.Sigmoid(2 * x)) - 1, Activation.Tanh(x), 4 * U);
        Assert.Equal(
            4 * Activation.SigmoidBackward(Activation.Sigmoid(2 * x), 1), Activation.TanhBackward(Activation.Tanh(x), 1), 16 * U);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void Softplus_less_its_mirror_is_its_argument(double x)
    {
        Assert.Equal(x, Activation.Softplus(x) - Activation.Softplus(-x), 4 * U * Math.Abs(x));
        Assert.Equal(1, Activation.SoftplusBackward(x, 1) + Activation.SoftplusBackward(-x, 1), 4 * U);
    }

    [Fact]
    public void The_slope_keeps_its_digits_where_the_output_saturates()
    {
        // The square of 1 - e has a last term, e^2, that is rounded away beside 1: 1 - y^2 would be off by e / 2.
        const double Short = 3.0 / (1 << 30);
        double exact = Short * (2 - Short);
        Assert.Equal(exact, Activation.TanhBackward(1 - Short, 1), 2 * U * exact);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void In_place_is_the_same(string choice)
    {
        Device device = TestDevices.Get(choice);
        float[] x = [.. Enumerable.Range(0, 1000).Select(i => MathF.Sin(i))];
        using DeviceArray<float> given = device.Upload<float>(x), made = device.Allocate<float>(x.Length);
        ActivationKernels.TanhBackward(device, given, given, made);
        ActivationKernels.TanhBackward(device, given, given, given);
        Assert.Equal(made.ToArray(), given.ToArray());
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> two = device.Allocate<float>(2), three = device.Allocate<float>(3);
        var table = new Dictionary<string, Action>
        {
            ["Relu: y has 3 elements; it must have 2."] = () => ActivationKernels.Relu(device, two, three),
            ["Relu: output has 3 elements; it must have 2."] = () => ActivationKernels.ReluBackward(device, three, two, two),
            ["Softplus: x has 3 elements; it must have 2."] = () => ActivationKernels.SoftplusBackward(device, three, two, two),
            ["Sigmoid: inputGradient has 3 elements; it must have 2."] =
                () => ActivationKernels.SigmoidBackward(device, two, two, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}

using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

public partial class OptimisersProperties
{
    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Sgd: gradient has length 1; it must have the length of parameters, 2."] = () => Optimisers.Sgd([1, 2], [1], [0, 0], Rate, 0),
        ["Sgd: velocity has length 2; it must have the length of parameters, 1."] = () => Optimisers.Sgd([1], [1], [0, 0], Rate, 0),
        ["Sgd: parameters[0] is NaN; it must be finite."] = () => Optimisers.Sgd([double.NaN], [1], [0], Rate, 0),
        ["Sgd: gradient[0] is Infinity; it must be finite."] = () => Optimisers.Sgd([1], [double.PositiveInfinity], [0], Rate, 0),
        ["Sgd: velocity[0] is NaN; it must be finite."] = () => Optimisers.Sgd([1], [1], [double.NaN], Rate, 0),
        ["Sgd: learningRate is 0; it must be positive and finite."] = () => Optimisers.Sgd([1], [1], [0], 0, 0),
        ["Sgd: momentum is 1; it must be in [0, 0.9999999999999999]."] = () => Optimisers.Sgd([1], [1], [0], Rate, 1),
        ["Adagrad: gradient has length 1; it must have the length of parameters, 2."] =
            () => Optimisers.Adagrad([1, 2], [1], [0, 0], Rate, 1e-8),
        ["Adagrad: squareSum[0] is -1; it must be non-negative and finite."] = () => Optimisers.Adagrad([1], [1], [-1], Rate, 1e-8),
        ["Adagrad: learningRate is -1; it must be positive and finite."] = () => Optimisers.Adagrad([1], [1], [0], -1, 1e-8),
        ["Adagrad: epsilon is 0; it must be positive and finite."] = () => Optimisers.Adagrad([1], [1], [0], Rate, 0),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_of_a_descent_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Without_momentum_a_step_goes_down_the_gradient_alone(short start, short gradient, short velocity)
    {
        SgdState next = Optimisers.Sgd([start], [gradient], [velocity], 0.25, 0);
        Assert.Equal([start - (0.25 * gradient)], next.Parameters);
        Assert.Equal([gradient], next.Velocity);
    }

    [Fact]
    public void Momentum_takes_a_constant_gradient_to_its_geometric_sum()
    {
        // Powers of two: no rounding. After n steps the velocity is g (1 - 2^-n) / (1 - 1/2).
        var state = new SgdState([0], [0]);
        for (int step = 1; step <= 20; step++)
        {
            state = Optimisers.Sgd(state.Parameters, [3], state.Velocity, 1, 0.5);
            Assert.Equal([6 * (1 - Math.ScaleB(1, -step))], state.Velocity);
        }

        // Each velocity is 6 less what is missing of it, 3 in the first.
        Assert.Equal([-((6 * 20) - (6 * (1 - Math.ScaleB(1, -20))))], state.Parameters);
    }

    [Fact]
    public void A_smaller_rate_stops_what_momentum_has_gathered()
    {
        SgdState next = Optimisers.Sgd([1], [0], [1000], 1e-9, 0.9);
        Assert.Equal(1 - (1e-9 * 900), next.Parameters[0], 1e-15);
    }

    [Property]
    public void Equal_gradients_move_adagrad_by_the_rate_over_the_root_of_the_step(short gradient)
    {
        double g = gradient == 0 ? 1 : gradient;
        var state = new AdagradState([0], [0]);
        double expected = 0;
        for (int step = 1; step <= 10; step++)
        {
            state = Optimisers.Adagrad(state.Parameters, [g], state.SquareSum, Rate, 1e-12);
            expected -= Math.Sign(g) * Rate / Math.Sqrt(step);
            Assert.Equal([step * g * g], state.SquareSum);
            // epsilon / |g| is the only shortfall.
            Assert.Equal(expected, state.Parameters[0], 1e-11 * Rate);
        }
    }

    [Fact]
    public void A_coordinate_without_gradients_stays_and_a_step_leaves_its_input_alone()
    {
        double[] parameters = [4, 5], memory = [0, 1];
        Assert.Equal([4.0, 5.0], Optimisers.Adagrad(parameters, [0, 0], memory, Rate, 1e-8).Parameters);
        _ = Optimisers.Adagrad(parameters, [1, 1], memory, Rate, 1e-8);
        _ = Optimisers.Sgd(parameters, [1, 1], memory, Rate, 0.5);
        Assert.Equal([4.0, 5.0, 0.0, 1.0], [.. parameters, .. memory]);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3), two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["Sgd: gradient has 2 elements; it must have 3."] = () => OptimisersKernels.Sgd(device, three, two, three, Rate),
            ["Sgd: velocity has 2 elements; it must have 3."] = () => OptimisersKernels.Sgd(device, three, three, two, Rate),
            ["Adagrad: gradient has 2 elements; it must have 3."] = () => OptimisersKernels.Adagrad(device, three, two, three, Rate),
            ["Adagrad: squareSum has 2 elements; it must have 3."] = () => OptimisersKernels.Adagrad(device, three, three, two, Rate),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}

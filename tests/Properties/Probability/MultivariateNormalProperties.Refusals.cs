using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Probability;

/// <content>What is refused, and how; what a device makes of a covariance that is none.</content>
public partial class MultivariateNormalProperties
{
    private static readonly double[] Two = [1, 2];
    private static readonly double[][] Indefinite = [[1, 2], [2, 1]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["LogDensity: x has length 1; it must have length 2."] = () => MultivariateNormal.LogDensity([1], Two, Deck),
        ["LogDensity: x[1] is NaN; it must be finite."] = () => MultivariateNormal.LogDensity([1, double.NaN], Two, Deck),
        ["LogDensity: x[0] is Infinity; it must be finite."] =
            () => MultivariateNormal.LogDensity([double.PositiveInfinity, 1], Two, Deck),
        ["LogDensity: mean has length 1; it must have length 2."] = () => MultivariateNormal.LogDensity(Two, [1], Deck),
        ["LogDensity: mean[0] is -Infinity; it must be finite."] =
            () => MultivariateNormal.LogDensity(Two, [double.NegativeInfinity, 0], Deck),
        ["LogDensity: covariance[1] has length 1; it must have length 2."] =
            () => MultivariateNormal.LogDensity(Two, Two, [[1, 0], [1]]),
        ["LogDensity: covariance[1][0] is 0.5; it must be covariance[0][1], 1."] =
            () => MultivariateNormal.LogDensity(Two, Two, [[2, 1], [0.5, 2]]),
        ["LogDensity: covariance is not positive definite: its pivot 1 is -3; it must be positive."] =
            () => MultivariateNormal.LogDensity(Two, Two, Indefinite),
        ["Entropy: covariance is empty; it must have at least one element."] = () => MultivariateNormal.Entropy([]),
        ["Entropy: covariance[0][0] is NaN; it must be finite."] = () => MultivariateNormal.Entropy([[double.NaN]]),
        ["Entropy: covariance is not positive definite: its pivot 0 is -1; it must be positive."] =
            () => MultivariateNormal.Entropy([[-1]]),
        ["Marginal: mean[1] is NaN; it must be finite."] = () => MultivariateNormal.Marginal([0, double.NaN], Deck, [0]),
        ["Marginal: indices is empty; it must have at least one element."] = () => MultivariateNormal.Marginal(Two, Deck, []),
        ["Marginal: indices[1] is 2; it must be in [0, 1]."] = () => MultivariateNormal.Marginal(Two, Deck, [0, 2]),
        ["Marginal: indices[1] is 1; it must differ from indices[0]."] = () => MultivariateNormal.Marginal(Two, Deck, [1, 1]),
        ["Marginal: covariance is not positive definite: its pivot 1 is -3; it must be positive."] =
            () => MultivariateNormal.Marginal(Two, Indefinite, [0]),
        ["Conditional: observed[0] is -1; it must be in [0, 1]."] = () => MultivariateNormal.Conditional(Two, Deck, [-1], [1]),
        ["Conditional: the length of observed is 2; it must be in [1, 1]."] =
            () => MultivariateNormal.Conditional(Two, Deck, [0, 1], Two),
        ["Conditional: values has length 2; it must have length 1."] = () => MultivariateNormal.Conditional(Two, Deck, [0], Two),
        ["Conditional: values[0] is NaN; it must be finite."] = () => MultivariateNormal.Conditional(Two, Deck, [0], [double.NaN]),
        ["Conditional: covariance is not positive definite: its pivot 1 is -3; it must be positive."] =
            () => MultivariateNormal.Conditional(Two, Indefinite, [0], [1]),
        ["Draw: count is -1; it must be in [0, 1073741823]."] = () => MultivariateNormal.Draw(Two, Deck, Key, 0, 0, -1),
        ["Draw: mean[0] is NaN; it must be finite."] = () => MultivariateNormal.Draw([double.NaN, 0], Deck, Key, 0, 0, 1),
        ["Draw: covariance is not positive definite: its pivot 1 is -3; it must be positive."] =
            () => MultivariateNormal.Draw(Two, Indefinite, Key, 0, 0, 1),
        ["Draw: firstBlock is 18446744073709551615; with 1 more blocks it would pass 2^64 - 1."] =
            () => MultivariateNormal.Draw(Two, Deck, Key, 0, ulong.MaxValue, 3),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void On_a_device_a_covariance_that_is_not_positive_definite_has_no_density(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<double> x = device.Upload<double>(Two);
        using DeviceArray<double> covariance = device.Upload<double>([1, 2, 2, 1]);
        using DeviceArray<double> factor = device.Allocate<double>(4);
        using DeviceArray<double> whitened = device.Allocate<double>(2);
        using DeviceArray<double> peak = device.Allocate<double>(1);
        using DeviceArray<double> answer = device.Allocate<double>(1);
        MultivariateNormalKernels.LogDensity(device, x, x, covariance, factor, peak, whitened, answer);
        Assert.Equal(double.NaN, answer.ToArray()[0]);
        MultivariateNormalKernels.Entropy(device, 2, covariance, factor, answer);
        Assert.Equal(double.NaN, answer.ToArray()[0]);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<double> one = device.Allocate<double>(1);
        using DeviceArray<double> two = device.Allocate<double>(2);
        using DeviceArray<double> four = device.Allocate<double>(4);
        using DeviceArray<float> floats = device.Allocate<float>(4);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<int> order = device.Allocate<int>(2);
        using DeviceArray<int> five = device.Allocate<int>(5);
        var key = new DeviceKey(1, 2);
        var table = new Dictionary<string, Action>
        {
            ["LogDensity: covariance has 2 elements; it must have 4."] =
                () => MultivariateNormalKernels.LogDensity(device, four, two, two, four, one, four, two),
            ["LogDensity: x has 2 elements; it must have 4."] =
                () => MultivariateNormalKernels.LogDensity(device, two, two, four, four, one, four, two),
            ["LogDensity: whitened has 2 elements; it must have 4."] =
                () => MultivariateNormalKernels.LogDensity(device, four, two, four, four, one, two, two),
            ["LogDensity: factor has 2 elements; it must have 4."] =
                () => MultivariateNormalKernels.LogDensity(device, four, two, four, two, one, four, two),
            ["LogDensity: peak has 2 elements; it must have 1."] =
                () => MultivariateNormalKernels.LogDensity(device, four, two, four, four, two, four, two),
            ["Entropy: size is -1; it must be at least 1."] = () => MultivariateNormalKernels.Entropy(device, -1, four, four, one),
            ["Entropy: entropy has 2 elements; it must have 1."] =
                () => MultivariateNormalKernels.Entropy(device, 2, four, four, two),
            ["Marginal: mean has 4 elements; it must have 2."] =
                () => MultivariateNormalKernels.Marginal(device, 2, four, four, order, two, four),
            ["Marginal: marginalMean has 1 elements; it must have 2."] =
                () => MultivariateNormalKernels.Marginal(device, 2, two, four, order, one, four),
            ["Marginal: marginalCovariance has 2 elements; it must have 4."] =
                () => MultivariateNormalKernels.Marginal(device, 2, two, four, order, two, two),
            ["Conditional: order has 5 elements; it must have 2."] =
                () => MultivariateNormalKernels.Conditional(device, 2, two, four, five, one, four, one, one, one),
            ["Conditional: the number of coordinates that are not known is 0; it must be at least 1."] =
                () => MultivariateNormalKernels.Conditional(device, 2, two, four, order, two, four, two, one, one),
            ["Conditional: whitened has 2 elements; it must have 1."] =
                () => MultivariateNormalKernels.Conditional(device, 2, two, four, order, one, four, two, one, one),
            ["Conditional: conditionalMean has 2 elements; it must have 1."] =
                () => MultivariateNormalKernels.Conditional(device, 2, two, four, order, one, four, one, two, one),
            ["Conditional: conditionalCovariance has 4 elements; it must have 1."] =
                () => MultivariateNormalKernels.Conditional(device, 2, two, four, order, one, four, one, one, four),
            ["Draw: draws has 3 elements; it must have a multiple of 2."] =
                () => MultivariateNormalKernels.Draw(device, two, four, key, 0, 0, four, floats, three),
            ["Draw: normals has 3 elements; it must have 4."] =
                () => MultivariateNormalKernels.Draw(device, two, four, key, 0, 0, four, three, floats),
            ["Draw: covariance has 2 elements; it must have 4."] =
                () => MultivariateNormalKernels.Draw(device, two, two, key, 0, 0, four, floats, floats),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}

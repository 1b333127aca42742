using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;
using static BayesBench.Properties.Support.FiniteDifference;

namespace BayesBench.Properties.Networks;

public class GaussianLikelihoodProperties
{
    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["empty batch: prediction is empty; it must have at least one element."] = () => GaussianLikelihood.Value([], [], 1),
        ["targets: target has length 1; it must have the length of prediction, 2."] =
            () => GaussianLikelihood.FromLogPrecision([1, 2], [1], 0),
        ["prediction: prediction[0] is NaN; it must be finite."] = () => GaussianLikelihood.Derivative([double.NaN], [1], 0),
        ["target: target[0] is NaN; it must be finite."] = () => GaussianLikelihood.Derivative([1], [double.NaN], 0),
        ["precision: precision is 0; it must be positive and finite."] = () => GaussianLikelihood.Value([1], [1], 0),
        ["log precision: logPrecision is NaN; it must be finite."] = () => GaussianLikelihood.FromLogPrecision([1], [1], double.NaN),
        ["its derivative: logPrecision is Infinity; it must be finite."] =
            () => GaussianLikelihood.Derivative([1], [1], double.PositiveInfinity),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void It_is_the_sum_of_normal_log_densities_however_the_precision_is_written(byte seed, sbyte log)
    {
        double logPrecision = log / 16.0;
        double[] prediction = Normal(5, seed), target = Normal(5, seed + 1000UL);
        double deviation = Math.Exp(-logPrecision / 2);
        double sum = prediction.Zip(target, (f, y) => Reference.Probability.Normal.LogDensity(y, f, deviation)).Sum();
        double terms = (5 * (1 + Math.Abs(logPrecision))) + (10 * Math.Exp(logPrecision) * prediction.Zip(target, (f, y) => (y - f) * (y - f)).Sum());
        Assert.Equal(sum, GaussianLikelihood.FromLogPrecision(prediction, target, logPrecision), 1e-15 * terms);
        Assert.Equal(sum, GaussianLikelihood.Value(prediction, target, Math.Exp(logPrecision)), 1e-15 * terms);
    }

    [Property]
    public void Derivatives_are_those_of_the_value(byte seed, sbyte log)
    {
        double logPrecision = log / 64.0;
        double[] prediction = Normal(5, seed), target = Normal(5, seed + 1000UL);
        GaussianLikelihoodGradient gradient = GaussianLikelihood.Derivative(prediction, target, logPrecision);
        Assert.InRange(RelativeError(
            gradient.Prediction, Gradient(prediction, f => GaussianLikelihood.FromLogPrecision(f, target, logPrecision))), 0, 1e-9);
        double slope = Slope(h => GaussianLikelihood.FromLogPrecision(prediction, target, logPrecision + h));
        Assert.Equal(slope, gradient.LogPrecision, 1e-9 * (5 + Math.Abs(slope)));
    }

    [Fact]
    public void The_likeliest_precision_is_the_inverse_of_the_mean_square()
    {
        // Squares 1, 1, 4 and 1: their mean is 7 / 4.
        double[] prediction = [0, 0, 0, 0], target = [1, -1, 2, -1];
        double best = Math.Log(4 / 7.0);
        Assert.Equal(0.0, GaussianLikelihood.Derivative(prediction, target, best).LogPrecision, 1e-15);
        double highest = GaussianLikelihood.FromLogPrecision(prediction, target, best);
        Assert.True(highest > GaussianLikelihood.FromLogPrecision(prediction, target, best + 0.01));
        Assert.True(highest > GaussianLikelihood.FromLogPrecision(prediction, target, best - 0.01));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6), four = device.Allocate<float>(4);
        using DeviceArray<float> two = device.Allocate<float>(2), none = device.Allocate<float>(0);
        var table = new Dictionary<string, Action>
        {
            ["Value: precision is 0; it must be at least 1."] = () => GaussianLikelihoodKernels.Value(device, none, none, none, none),
            ["Value: target has 4 elements; it must have 6."] = () => GaussianLikelihoodKernels.Value(device, six, four, two, two),
            ["Value: logLikelihood has 4 elements; it must have 2."] = () => GaussianLikelihoodKernels.Value(device, six, six, two, four),
            ["FromLogPrecision: prediction has 6 elements; it must have a positive multiple of 4, one row for each result."] =
                () => GaussianLikelihoodKernels.FromLogPrecision(device, six, six, four, four),
            ["FromLogPrecision: logLikelihood has 4 elements; it must have 2."] =
                () => GaussianLikelihoodKernels.FromLogPrecision(device, six, six, two, four),
            ["Derivative: byPrediction has 4 elements; it must have 6."] =
                () => GaussianLikelihoodKernels.Derivative(device, six, six, two, four, two),
            ["Derivative: byLogPrecision has 4 elements; it must have 2."] =
                () => GaussianLikelihoodKernels.Derivative(device, six, six, two, six, four),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}

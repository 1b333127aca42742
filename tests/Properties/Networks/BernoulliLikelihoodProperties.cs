using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;
using static BayesBench.Properties.Support.FiniteDifference;

namespace BayesBench.Properties.Networks;

public class BernoulliLikelihoodProperties
{
    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no pixel: logits is empty; it must have at least one element."] = () => BernoulliLikelihood.Value([], []),
        ["shape: target has length 1; it must have the length of logits, 2."] = () => BernoulliLikelihood.Value([1, 2], [1]),
        ["logit: logits[1] is NaN; it must be finite."] = () => BernoulliLikelihood.Derivative([0, double.NaN], [0, 1]),
        ["pixel: target[0] is 1.5; it must be in [0, 1]."] = () => BernoulliLikelihood.Derivative([0], [1.5]),
        ["infinite: logits[0] is Infinity; it must be finite."] = () => BernoulliLikelihood.Value([double.PositiveInfinity], [1]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Over_all_images_it_sums_to_one(byte seed)
    {
        double[] logits = Normal(6, seed);
        double total = Enumerable.Range(0, 1 << 6)
            .Sum(image => Math.Exp(BernoulliLikelihood.Value(logits, [.. Enumerable.Range(0, 6).Select(d => (double)((image >> d) & 1))])));
        Assert.Equal(1, total, 1e-14);
    }

    [Property]
    public void A_grey_pixel_is_the_average_of_the_black_and_white_ones_it_is_the_mean_of(byte seed, byte grey)
    {
        double logit = 10 * Normal(1, seed)[0], x = grey / 255.0;
        double average = (x * Bernoulli.LogMassFromLogit(1, logit)) + ((1 - x) * Bernoulli.LogMassFromLogit(0, logit));
        Assert.Equal(average, BernoulliLikelihood.Value([logit], [x]), 1e-15 * (1 + (4 * Math.Abs(logit))));
    }

    [Property]
    public void The_derivative_is_that_of_the_value(byte seed)
    {
        double[] logits = Normal(6, seed);
        double[] target = [.. Normal(6, seed + 1000UL).Select(x => 1 / (1 + Math.Exp(-x)))];
        Assert.InRange(RelativeError(
            BernoulliLikelihood.Derivative(logits, target), Gradient(logits, a => BernoulliLikelihood.Value(a, target))), 0, 1e-9);
    }

    [Fact]
    public void A_certain_pixel_keeps_its_digits()
    {
        double[] slopes = BernoulliLikelihood.Derivative([30, -30], [1, 0]);
        Assert.Equal(9.3576229688392989e-14, slopes[0], 1e-27);
        Assert.Equal(-9.3576229688392989e-14, slopes[1], 1e-27);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6), four = device.Allocate<float>(4), none = device.Allocate<float>(0);
        var table = new Dictionary<string, Action>
        {
            ["Value: logLikelihood is 0; it must be at least 1."] = () => BernoulliLikelihoodKernels.Value(device, none, none, none),
            ["Value: logits has 6 elements; it must have a positive multiple of 4, one row for each result."] =
                () => BernoulliLikelihoodKernels.Value(device, six, six, four),
            ["Value: target has 4 elements; it must have 6."] = () => BernoulliLikelihoodKernels.Value(device, six, four, six),
            ["Derivative: target has 4 elements; it must have 6."] = () => BernoulliLikelihoodKernels.Derivative(device, six, four, six),
            ["Derivative: derivative has 4 elements; it must have 6."] = () => BernoulliLikelihoodKernels.Derivative(device, six, six, four),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}

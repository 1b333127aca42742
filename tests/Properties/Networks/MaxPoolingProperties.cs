using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;
using static BayesBench.Properties.Support.FiniteDifference;

namespace BayesBench.Properties.Networks;

public class MaxPoolingProperties
{
    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["empty batch: images has length 0; it must have a positive multiple of 4."] = () => MaxPooling.Forward([], 2, 2),
        ["part of a plane: images has length 6; it must have a positive multiple of 4."] =
            () => MaxPooling.Forward(new double[6], 2, 2),
        ["odd height: height is 3; it must be even and at least 2."] = () => MaxPooling.Forward(new double[6], 3, 2),
        ["odd width: width is 5; it must be even and at least 2."] = () => MaxPooling.Forward(new double[10], 2, 5),
        ["no height: height is 0; it must be even and at least 2."] = () => MaxPooling.Forward([1], 0, 2),
        ["negative width: width is -2; it must be even and at least 2."] = () => MaxPooling.Forward([1], 2, -2),
        ["pixel: images[3] is NaN; it must be finite."] = () => MaxPooling.Forward([1, 2, 3, double.NaN], 2, 2),
        ["outputs: outputGradient has length 2; it must have length 1."] = () => MaxPooling.Backward(new double[4], [1, 2], 2, 2),
        ["derivative: outputGradient[0] is NaN; it must be finite."] =
            () => MaxPooling.Backward(new double[4], [double.NaN], 2, 2),
        ["odd height behind: height is 3; it must be even and at least 2."] =
            () => MaxPooling.Backward(new double[6], [1], 3, 2),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Fact]
    public void Every_window_is_represented_by_its_largest_pixel()
    {
        double[] images =
        [
            1, 2, 8, 7,
            3, 4, 6, 5,

            -1, -2, 0, 0,
            -3, -4, 0, 9,
        ];
        Assert.Equal([4, 8, -1, 9], MaxPooling.Forward(images, 2, 4));
        Assert.Equal(
            [
                0, 0, 20, 0,
                0, 10, 0, 0,

                30, 0, 0, 0,
                0, 0, 0, 40,
            ],
            MaxPooling.Backward(images, [10, 20, 30, 40], 2, 4));
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 0)]
    [InlineData(0, 1, 1, 1, 1)]
    [InlineData(0, 0, 1, 1, 2)]
    [InlineData(0, 1, 0, 1, 1)]
    [InlineData(1, 0, 0, 1, 0)]
    public void Of_equal_pixels_the_first_has_the_derivative(double a, double b, double c, double d, int first)
    {
        double[] gradient = MaxPooling.Backward([a, b, c, d], [1], 2, 2);
        Assert.Equal(first, Array.IndexOf(gradient, 1.0));
        Assert.Equal(1.0, gradient.Sum());
    }

    [Property]
    public void The_derivative_is_that_of_the_outputs(byte seed)
    {
        // Ranks: no step reaches the next one, and up to there the outputs are linear.
        double[] drawn = Normal(2 * 4 * 6, seed), by = Normal(2 * 2 * 3, seed + 1000UL);
        double[] images = [.. drawn.Select(pixel => (double)drawn.Count(other => other < pixel))];
        double[] expected = Gradient(
            images, x => MaxPooling.Forward(x, 4, 6).Zip(by, (output, weight) => output * weight).Sum());
        Assert.InRange(RelativeError(MaxPooling.Backward(images, by, 4, 6), expected), 0, 1e-9);
    }

    [Property]
    public void Pixels_that_rise_together_raise_the_outputs_alike(byte seed, sbyte rise)
    {
        double[] images = [.. Normal(6 * 4, seed).Select(pixel => Math.Round(pixel * 1024) / 1024)];
        Assert.Equal(
            MaxPooling.Forward(images, 6, 4).Select(output => output + rise),
            MaxPooling.Forward([.. images.Select(pixel => pixel + rise)], 6, 4));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> four = device.Allocate<float>(4), one = device.Allocate<float>(1), none = device.Allocate<float>(0);
        var table = new Dictionary<string, Action>
        {
            ["Forward: height is 1; it must be even and at least 2."] = () => MaxPoolingKernels.Forward(device, 1, 4, four, one),
            ["Forward: width is 3; it must be even and at least 2."] = () => MaxPoolingKernels.Forward(device, 2, 3, four, one),
            ["Forward: images is 0; it must be at least 1."] = () => MaxPoolingKernels.Forward(device, 2, 2, none, none),
            ["Forward: images has 4 elements; it must have a multiple of 8."] =
                () => MaxPoolingKernels.Forward(device, 2, 4, four, one),
            ["Forward: output has 4 elements; it must have 1."] = () => MaxPoolingKernels.Forward(device, 2, 2, four, four),
            ["Backward: outputGradient has 4 elements; it must have 1."] =
                () => MaxPoolingKernels.Backward(device, 2, 2, four, four, four),
            ["Backward: inputGradient has 1 elements; it must have 4."] =
                () => MaxPoolingKernels.Backward(device, 2, 2, four, one, one),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}

using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;
using static BayesBench.Properties.Support.FiniteDifference;

namespace BayesBench.Properties.Networks;

public class ConvolutionProperties
{
    private static readonly double[] Eight = [1, 2, 3, 4, 5, 6, 7, 8];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["empty batch: images has length 0; it must have a positive multiple of 4."] =
            () => Convolution.Forward([], [1], [0], 1, 2, 2, 1),
        ["part of an image: images has length 8; it must have a positive multiple of 3."] =
            () => Convolution.Forward(Eight, [1], [0], 1, 1, 3, 1),
        ["part of a filter: filters has length 2; it must have a positive multiple of 4."] =
            () => Convolution.Forward(Eight, [1, 2], [0], 1, 2, 4, 2),
        ["no filter: filters has length 0; it must have a positive multiple of 1."] =
            () => Convolution.Forward(Eight, [], [], 1, 2, 4, 1),
        ["bias: bias has length 2; it must have length 1."] = () => Convolution.Forward(Eight, [1], [0, 0], 1, 2, 4, 1),
        ["channels: channels is 0; it must be at least 1."] = () => Convolution.Forward(Eight, [1], [0], 0, 2, 4, 1),
        ["filter: filterSize is 0; it must be at least 1."] = () => Convolution.Forward(Eight, [1], [0], 1, 2, 4, 0),
        ["low image: height is 2; it must be at least 3."] = () => Convolution.Forward(Eight, new double[9], [0], 1, 2, 4, 3),
        ["narrow image: width is 2; it must be at least 3."] = () => Convolution.Forward(Eight, new double[9], [0], 1, 4, 2, 3),
        ["pixel: images[1] is NaN; it must be finite."] = () => Convolution.Forward([0, double.NaN], [1], [0], 1, 1, 2, 1),
        ["weight: filters[0] is NaN; it must be finite."] = () => Convolution.Forward(Eight, [double.NaN], [0], 1, 2, 4, 1),
        ["shift: bias[0] is NaN; it must be finite."] = () => Convolution.Forward(Eight, [1], [double.NaN], 1, 2, 4, 1),
        ["no outputs: outputGradient has length 0; it must have a positive multiple of 8."] =
            () => Convolution.BackwardInput([], [1], 1, 2, 4, 1),
        ["outputs: outputGradient has length 8; it must have a positive multiple of 3."] =
            () => Convolution.BackwardInput(Eight, new double[4], 1, 2, 4, 2),
        ["derivative: outputGradient[0] is NaN; it must be finite."] =
            () => Convolution.BackwardInput([double.NaN], [1], 1, 1, 1, 1),
        ["no images: images has length 0; it must have a positive multiple of 8."] =
            () => Convolution.BackwardFilters([], [1], 1, 2, 4, 1),
        ["no filters: outputGradient has length 0; it must have a positive multiple of 8."] =
            () => Convolution.BackwardFilters(Eight, [], 1, 2, 4, 1),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Fact]
    public void A_filter_is_not_turned_round()
    {
        // 2 x 4 pixels, filter [[1, 10], [100, 1000]]: upper left, upper right, lower left, lower right.
        double[] output = Convolution.Forward(Eight, [1, 10, 100, 1000], [0.5], 1, 2, 4, 2);
        Assert.Equal([6521.5, 7632.5, 8743.5], output);
    }

    [Fact]
    public void Two_images_of_two_channels_under_two_filters_keep_apart()
    {
        // One row of two pixels a plane; filter 0 is channel 0 less channel 1, filter 1 their sum thrice.
        double[] output = Convolution.Forward(Eight, [1, -1, 3, 3], [0, 100], 2, 1, 2, 1);
        Assert.Equal([-2, -2, 112, 118, -2, -2, 136, 142], output);
    }

    [Property]
    public void A_filter_with_one_weight_takes_the_image_from_there(byte place, byte seed)
    {
        const int Side = 3, Height = 5, Width = 7;
        double[] filter = new double[Side * Side];
        filter[place % 9] = 1;
        double[] image = Normal(Height * Width, seed);
        double[] output = Convolution.Forward(image, filter, [0], 1, Height, Width, Side);
        (int i, int j) = (place % 9 / Side, place % 9 % Side);
        for (int o = 0; o < output.Length; o++)
        {
            Assert.Equal(image[((o / 5) + i) * Width + (o % 5) + j], output[o]);
        }
    }

    [Fact]
    public void A_batch_is_its_images_one_by_one_and_its_derivatives_are_their_sum()
    {
        double[] images = Normal(3 * 2 * 6 * 7, 1), filters = Normal(4 * 2 * 9, 2), bias = Normal(4, 3), given = Normal(3 * 4 * 4 * 5, 4);
        double[][] one = [.. images.Chunk(2 * 6 * 7)], by = [.. given.Chunk(4 * 4 * 5)];
        Assert.Equal(
            one.SelectMany(image => Convolution.Forward(image, filters, bias, 2, 6, 7, 3)),
            Convolution.Forward(images, filters, bias, 2, 6, 7, 3));
        Assert.Equal(
            by.SelectMany(part => Convolution.BackwardInput(part, filters, 2, 6, 7, 3)),
            Convolution.BackwardInput(given, filters, 2, 6, 7, 3));
        ConvolutionGradient all = Convolution.BackwardFilters(images, given, 2, 6, 7, 3);
        ConvolutionGradient[] parts = [.. one.Zip(by, (image, part) => Convolution.BackwardFilters(image, part, 2, 6, 7, 3))];
        Assert.InRange(RelativeError(all.Filters, Sum(parts, part => part.Filters)), 0, 1e-14);
        Assert.InRange(RelativeError(all.Bias, Sum(parts, part => part.Bias)), 0, 1e-14);
    }

    [Theory]
    [InlineData(1, 1, 5, 5, 1, 5)]
    [InlineData(2, 3, 5, 4, 2, 3)]
    [InlineData(1, 2, 3, 6, 3, 2)]
    public void Gradients_are_those_of_a_loss_of_the_outputs(int batch, int channels, int height, int width, int filters, int side)
    {
        double[] images = Normal(batch * channels * height * width, 1);
        double[] weights = Normal(filters * channels * side * side, 2);
        double[] bias = Normal(filters, 3);

        // ln cosh of every output, each weighed differently; its derivative is tanh.
        static double Loss(double[] output) => output.Select((o, i) => Math.Log(Math.Cosh(o / 8)) * (i + 1)).Sum();
        double Of(double[] x, double[] w, double[] b) => Loss(Convolution.Forward(x, w, b, channels, height, width, side));
        double[] by =
        [
            .. Convolution.Forward(images, weights, bias, channels, height, width, side).Select((o, i) => Math.Tanh(o / 8) * (i + 1) / 8),
        ];
        ConvolutionGradient gradient = Convolution.BackwardFilters(images, by, channels, height, width, side);
        Assert.InRange(RelativeError(
            Convolution.BackwardInput(by, weights, channels, height, width, side), Gradient(images, x => Of(x, weights, bias))), 0, 1e-9);
        Assert.InRange(RelativeError(gradient.Filters, Gradient(weights, w => Of(images, w, bias))), 0, 1e-9);
        Assert.InRange(RelativeError(gradient.Bias, Gradient(bias, b => Of(images, weights, b))), 0, 1e-9);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> four = device.Allocate<float>(4), two = device.Allocate<float>(2), one = device.Allocate<float>(1);
        ConvolutionSize size = new(1, 1, 2, 2, 1, 2), flat = new(1, 1, 1, 2, 1, 2), none = new(0, 1, 2, 2, 1, 2);
        var table = new Dictionary<string, Action>
        {
            ["Forward: Batch is 0; it must be at least 1."] = () => ConvolutionKernels.Forward(device, none, four, four, one, one),
            ["Forward: Height is 1; it must be at least 2."] = () => ConvolutionKernels.Forward(device, flat, two, four, one, one),
            ["Forward: images has 2 elements; it must have 4."] = () => ConvolutionKernels.Forward(device, size, two, four, one, one),
            ["Forward: filters has 2 elements; it must have 4."] = () => ConvolutionKernels.Forward(device, size, four, two, one, one),
            ["Forward: bias has 2 elements; it must have 1."] = () => ConvolutionKernels.Forward(device, size, four, four, two, one),
            ["Forward: output has 2 elements; it must have 1."] = () => ConvolutionKernels.Forward(device, size, four, four, one, two),
            ["BackwardInput: outputGradient has 2 elements; it must have 1."] =
                () => ConvolutionKernels.BackwardInput(device, size, two, four, four),
            ["BackwardInput: inputGradient has 2 elements; it must have 4."] =
                () => ConvolutionKernels.BackwardInput(device, size, one, four, two),
            ["BackwardFilters: filterGradient has 2 elements; it must have 4."] =
                () => ConvolutionKernels.BackwardFilters(device, size, four, one, two, one),
            ["BackwardFilters: biasGradient has 2 elements; it must have 1."] =
                () => ConvolutionKernels.BackwardFilters(device, size, four, one, four, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double[] Sum(ConvolutionGradient[] parts, Func<ConvolutionGradient, double[]> of) =>
        [.. Enumerable.Range(0, of(parts[0]).Length).Select(i => parts.Sum(part => of(part)[i]))];
}

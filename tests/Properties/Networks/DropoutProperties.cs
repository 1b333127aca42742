using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

public class DropoutProperties
{
    private const uint Stream = 7;
    private static readonly PhiloxKey Key = new(1, 2);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Forward: dropRate is 1; it must be in [0, 0.9999999403953552]."] = () => Dropout.Forward([1], 1, Key, Stream, 0),
        ["Forward: dropRate is -0.5; it must be in [0, 0.9999999403953552]."] = () => Dropout.Forward([1], -0.5, Key, Stream, 0),
        ["Forward: input is empty; it must have at least one element."] = () => Dropout.Forward([], 0.5, Key, Stream, 0),
        ["Forward: input[1] is NaN; it must be finite."] = () => Dropout.Forward([1, double.NaN], 0.5, Key, Stream, 0),
        ["Backward: dropRate is NaN; it must be in [0, 0.9999999403953552]."] = () => Dropout.Backward([1], double.NaN, Key, Stream, 0),
        ["Backward: outputGradient is empty; it must have at least one element."] = () => Dropout.Backward([], 0.5, Key, Stream, 0),
        ["PreactivationMoments: weight has length 2; it must have the length of input, 1."] =
            () => Dropout.PreactivationMoments([1], [1, 2], 0.5),
        ["PreactivationMoments: dropRate is 1; it must be in [0, 0.9999999403953552]."] = () => Dropout.PreactivationMoments([1], [1], 1),
        ["Kernel: dropRate is 1; it must be in [0, 0.99999994]."] = () => LayerViews.With((device, of) => DropoutKernels.Forward(
            device, of(1), 1, LayerViews.Key, Stream, 0, of(1))),
        ["Kernel: outputGradient is 0; it must be at least 1."] = () => LayerViews.With((device, of) => DropoutKernels.Backward(
            device, of(0), 0.5f, LayerViews.Key, Stream, 0, of(0))),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Without_dropping_it_is_the_identity(short[] numbers, ulong replicate)
    {
        double[] input = [1.5, .. numbers.Select(x => (double)x)];
        Assert.Equal(input, Dropout.Forward(input, 0, Key, Stream, replicate));
        Assert.Equal(input, Dropout.Backward(input, 0, Key, Stream, replicate));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(153)]
    [InlineData(785)]
    public void A_number_of_row_and_column_is_kept_by_the_uniform_number_of_its_element(int width)
    {
        const double Rate = 0.375;
        const ulong Replicate = 0x1_0000_0005;
        double[] output = Dropout.Forward([.. Enumerable.Repeat(1.0, 2 * width)], Rate, Key, Stream, Replicate);
        for (int row = 0; row < 2; row++)
        {
            for (int column = 0; column < width; column++)
            {
                uint element = (uint)((row * width) + column);
                (uint w0, uint w1, uint w2, uint w3) = Philox4x32.Block(new Words(element / 4, Stream, 5, 1), Key);
                double u = UnitInterval.FromWord((element % 4) switch { 0 => w0, 1 => w1, 2 => w2, _ => w3 });
                Assert.Equal(u < Rate ? 0 : 1.6, output[element], 1e-15);
            }
        }
    }

    // A processor draws blocks into columns of 2^17.
    [Fact]
    public void A_long_layer_is_drawn_in_chunks_as_if_at_once()
    {
        const int Chunk = 4 << 17, Count = Chunk + 7;
        Device device = TestDevices.Fastest;
        using DeviceArray<float> numbers = device.Upload<float>([.. Enumerable.Repeat(1f, Count)]);
        DropoutKernels.Forward(device, numbers, 0.5f, new DeviceKey(Key.K0, Key.K1), Stream, 5, numbers);
        float[] output = numbers.ToArray();
        foreach (int element in (int[])[0, Chunk - 2, Chunk - 1, Chunk, Chunk + 1, Chunk + 2, Chunk + 3, Chunk + 4, Count - 1])
        {
            Words words = Philox4x32.Block(new Words((uint)element / 4, Stream, 5, 0), Key);
            uint word = (element % 4) switch { 0 => words.W0, 1 => words.W1, 2 => words.W2, _ => words.W3 };
            Assert.Equal(UnitInterval.FromWord(word) < 0.5 ? 0f : 2f, output[element]);
        }
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(3, 0.25)]
    [InlineData(153, 0.9)]
    [InlineData(785, 0.05)]
    public void The_backward_pass_draws_the_forward_passs_mask_again(int count, double rate)
    {
        double[] input = LayerGradients.Numbers(count, 1), slope = LayerGradients.Numbers(count, 2);
        LayerGradients.Match(
            x => LayerGradients.Weighted(Dropout.Forward(x, rate, Key, Stream, 9), slope),
            input,
            Dropout.Backward(slope, rate, Key, Stream, 9));
    }

    [Fact]
    public void Masks_of_other_replicates_streams_and_keys_differ()
    {
        double[] ones = [.. Enumerable.Repeat(1.0, 256)];
        double[][] masks =
        [
            Dropout.Forward(ones, 0.5, Key, Stream, 0), Dropout.Forward(ones, 0.5, Key, Stream, 1), Dropout.Forward(ones, 0.5, Key, Stream, 1UL << 32),
            Dropout.Forward(ones, 0.5, Key, Stream + 1, 0), Dropout.Forward(ones, 0.5, new PhiloxKey(2, 1), Stream, 0),
        ];
        Assert.Equal(masks.Length, masks.Select(mask => string.Join(' ', mask)).Distinct().Count());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.25)]
    [InlineData(0.9)]
    public void Moments_are_those_over_all_masks(double rate)
    {
        double[] x = [0.5, -2, 0.25, 3, 1], w = [1, 0.5, -4, 0.125, -1];
        double mean = 0, square = 0;
        for (int mask = 0; mask < 1 << x.Length; mask++)
        {
            int kept = int.PopCount(mask);
            double chance = Math.Pow(1 - rate, kept) * Math.Pow(rate, x.Length - kept);
            double y = Enumerable.Range(0, x.Length).Sum(d => (mask >> d & 1) * x[d] * w[d] / (1 - rate));
            mean += chance * y;
            square += chance * y * y;
        }

        Preactivation moments = Dropout.PreactivationMoments(x, w, rate);
        Assert.Equal(mean, moments.Mean, 1e-13);
        Assert.Equal(square - (mean * mean), moments.Variance, 1e-12 * (1 + square));
    }
}

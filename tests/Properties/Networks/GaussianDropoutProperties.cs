using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

public partial class GaussianDropoutProperties
{
    private const uint Stream = 7;
    private static readonly PhiloxKey Key = new(1, 2);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Alpha: dropRate is 1; it must be in [0, 0.9999999403953552]."] = () => GaussianDropout.Alpha(1),
        ["Forward: input is empty; it must have at least one element."] = () => GaussianDropout.Forward([], [1], Key, Stream, 0),
        ["Forward: alpha is empty; it must have at least one element."] = () => GaussianDropout.Forward([1], [], Key, Stream, 0),
        ["Forward: input has 3 elements; it must have a multiple of 2."] = () => GaussianDropout.Forward([1, 2, 3], [1, 1], Key, Stream, 0),
        ["Forward: alpha[1] is -1; it must be non-negative and finite."] = () => GaussianDropout.Forward([1, 2], [1, -1], Key, Stream, 0),
        ["Backward: outputGradient has length 1; it must have the length of input, 2."] =
            () => GaussianDropout.Backward([1, 2], [1], [1], Key, Stream, 0),
        ["PreactivationMoments: alpha has length 2; it must have the length of input, 1."] =
            () => GaussianDropout.PreactivationMoments([1], [1], [1, 1]),
        ["LocalForward: weights has 3 elements; it must have a multiple of 2."] =
            () => GaussianDropout.LocalForward([1, 2], [1, 2, 3], [1, 1], Key, Stream, 0),
        ["LocalBackward: outputGradient has length 1; it must have length 2."] =
            () => GaussianDropout.LocalBackward([1], [1, 2], [1], [1], Key, Stream, 0),
        ["Kernel: input is 0; it must be at least 1."] = () => LayerViews.With((device, of) => GaussianDropoutKernels.Forward(
            device, of(0), of(1), LayerViews.Key, Stream, 0, of(0))),
        ["Kernel: input has 3 elements; it must have a multiple of 2."] = () => LayerViews.With((device, of) => GaussianDropoutKernels.Forward(
            device, of(3), of(2), LayerViews.Key, Stream, 0, of(3))),
        ["Kernel: variance has 1 elements; it must have 6."] = () => LayerViews.With((device, of) => GaussianDropoutKernels.LocalForward(
            device, of(2), of(6), of(2), LayerViews.Key, Stream, 0, of(1), of(3))),
        ["Kernel: noiseSlope has 1 elements; it must have 3."] = () => LayerViews.With((device, of) => GaussianDropoutKernels.LocalBackward(
            device, of(2), of(6), of(2), of(3), LayerViews.Key, Stream, 0, of(6), of(1), of(2), of(6), of(2))),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Fact]
    public void Alpha_is_the_odds_of_dropping()
    {
        Assert.Equal(1, GaussianDropout.Alpha(0.5));
        Assert.Equal(0.0526, GaussianDropout.Alpha(0.05), 5e-5);
        Assert.Equal(0, GaussianDropout.Alpha(0));
    }

    [Property]
    public void Moments_are_dropouts_at_the_odds_of_its_rate(short a, short b, byte rate)
    {
        double p = rate / 256.0;
        double[] x = [a / 256.0, 1, b / 1024.0], w = [0.5, b / 256.0, -2];
        Preactivation gaussian = GaussianDropout.PreactivationMoments(x, w, [.. x.Select(_ => GaussianDropout.Alpha(p))]);
        Preactivation dropout = Dropout.PreactivationMoments(x, w, p);
        Assert.Equal(dropout.Mean, gaussian.Mean);
        Assert.Equal(dropout.Variance, gaussian.Variance, 1e-14 * dropout.Variance);
    }

    [Fact]
    public void Without_noise_it_is_the_identity_and_a_dense_layer()
    {
        double[] input = [1, -2, 3, 0.5];
        Assert.Equal(input, GaussianDropout.Forward(input, [0, 0], Key, Stream, 3));
        Assert.Equal([-3.0, 4], GaussianDropout.LocalForward(input, [1, 2], [0, 0], Key, Stream, 3));
        LocalDropoutGradient gradient = GaussianDropout.LocalBackward(input, [1, 2], [0, 0], [1, 1], Key, Stream, 3);
        Assert.Equal([1.0, 2, 1, 2], gradient.Input);
        Assert.Equal([4.0, -1.5], gradient.Weights);
        Assert.Equal([0.0, 0], gradient.LogAlpha);
    }

    [Fact]
    public void An_example_of_zeros_has_no_noise_and_adds_no_gradient()
    {
        Assert.Equal([0.0], GaussianDropout.LocalForward([0, 0], [1, 2], [1, 1], Key, Stream, 3));
        LocalDropoutGradient gradient = GaussianDropout.LocalBackward([0, 0], [1, 2], [1, 1], [5], Key, Stream, 3);
        Assert.Equal([5.0, 10], gradient.Input);
        Assert.Equal([0.0, 0], gradient.Weights);
    }

    [Fact]
    public void Outputs_are_the_mean_and_the_root_of_the_variance_times_the_noise_of_the_element()
    {
        const int Batch = 2, Inputs = 5, Outputs = 3;
        double[] input = LayerGradients.Numbers(Batch * Inputs, 1), weights = LayerGradients.Numbers(Inputs * Outputs, 2);
        double[] alpha = [0.1, 0, 2, 0.5, 1];
        double[] output = GaussianDropout.LocalForward(input, weights, alpha, Key, Stream, 4);
        for (int o = 0; o < Batch * Outputs; o++)
        {
            double[] column = [.. Enumerable.Range(0, Inputs).Select(d => weights[(d * Outputs) + (o % Outputs)])];
            double[] row = input[(o / Outputs * Inputs)..((o / Outputs * Inputs) + Inputs)];
            Preactivation moments = GaussianDropout.PreactivationMoments(row, column, alpha);
            (uint w0, uint w1, uint w2, uint w3) = Philox4x32.Block(new Words((uint)o / 4, Stream, 4, 0), Key);
            NormalPair pair = o % 4 < 2 ? BoxMuller.FromWords(w0, w1) : BoxMuller.FromWords(w2, w3);
            double noise = o % 2 == 0 ? pair.Z0 : pair.Z1;
            Assert.Equal(moments.Mean + (Math.Sqrt(moments.Variance) * noise), output[o], 1e-13);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(1, 153)]
    [InlineData(2, 785)]
    public void Gradients_through_noisy_inputs_are_those_at_fixed_noise(int batch, int inputs)
    {
        double[] input = LayerGradients.Numbers(batch * inputs, 1), slope = LayerGradients.Numbers(batch * inputs, 2);
        double[] logAlpha = LayerGradients.Numbers(inputs, 3);
        GaussianDropoutGradient gradient = GaussianDropout.Backward(input, Exp(logAlpha), slope, Key, Stream, 5);
        LayerGradients.Match(x => Weighted(x, logAlpha), input, gradient.Input);
        LayerGradients.Match(l => Weighted(input, l), logAlpha, gradient.LogAlpha);

        double Weighted(double[] x, double[] l) => LayerGradients.Weighted(GaussianDropout.Forward(x, Exp(l), Key, Stream, 5), slope);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 3, 2)]
    [InlineData(1, 153, 3)]
    [InlineData(2, 785, 2)]
    public void Gradients_through_noisy_preactivations_are_those_at_fixed_noise(int batch, int inputs, int outputs)
    {
        double[] input = LayerGradients.Numbers(batch * inputs, 1), weights = LayerGradients.Numbers(inputs * outputs, 2);
        double[] logAlpha = LayerGradients.Numbers(inputs, 3), slope = LayerGradients.Numbers(batch * outputs, 4);
        LocalDropoutGradient gradient = GaussianDropout.LocalBackward(input, weights, Exp(logAlpha), slope, Key, Stream, 5);
        LayerGradients.Match(x => Weighted(x, weights, logAlpha), input, gradient.Input);
        LayerGradients.Match(w => Weighted(input, w, logAlpha), weights, gradient.Weights);
        LayerGradients.Match(l => Weighted(input, weights, l), logAlpha, gradient.LogAlpha);

        double Weighted(double[] x, double[] w, double[] l) =>
            LayerGradients.Weighted(GaussianDropout.LocalForward(x, w, Exp(l), Key, Stream, 5), slope);
    }

    [Fact]
    public void One_alpha_for_a_layer_has_the_sum_of_its_units_derivatives()
    {
        double[] input = LayerGradients.Numbers(6, 1), weights = LayerGradients.Numbers(6, 2), slope = LayerGradients.Numbers(4, 3);
        double[] Alphas(double l) => [.. Enumerable.Repeat(Math.Exp(l - 1), 3)];
        double shared = FiniteDifference.Slope(
            l => LayerGradients.Weighted(GaussianDropout.LocalForward(input, weights, Alphas(l), Key, Stream, 5), slope),
            LayerGradients.Step);
        double sum = GaussianDropout.LocalBackward(input, weights, Alphas(0), slope, Key, Stream, 5).LogAlpha.Sum();
        Assert.Equal(shared, sum, 1e-9 * Math.Abs(shared));
    }

    private static double[] Exp(double[] numbers) => Array.ConvertAll(numbers, Math.Exp);
}

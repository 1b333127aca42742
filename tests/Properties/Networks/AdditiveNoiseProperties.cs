using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Networks;

public class AdditiveNoiseProperties
{
    private const uint Stream = 7;
    private static readonly PhiloxKey Key = new(1, 2);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Forward: batch is 0; it must be at least 1."] = () => AdditiveNoise.Forward([1], [1], [1], 0, Key, Stream, 0),
        ["Forward: input is empty; it must have at least one element."] = () => AdditiveNoise.Forward([], [1], [1], 1, Key, Stream, 0),
        ["Forward: weightMean has 3 elements; it must have a multiple of 2."] =
            () => AdditiveNoise.Forward([1, 2], [1, 2, 3], [1, 2, 3], 1, Key, Stream, 0),
        ["Forward: logVariance has length 1; it must have the length of weightMean, 2."] =
            () => AdditiveNoise.Forward([1], [1, 2], [1], 1, Key, Stream, 0),
        ["Forward: logVariance[0] is NaN; it must be finite."] = () => AdditiveNoise.Forward([1], [1], [double.NaN], 1, Key, Stream, 0),
        ["Backward: outputGradient has length 2; it must have length 1."] =
            () => AdditiveNoise.Backward([1], [1], [1], [1, 2], 1, Key, Stream, 0),
        ["Kernel: batch is 0; it must be at least 1."] = () => LayerViews.With((device, of) => AdditiveNoiseKernels.Forward(
            device, 0, of(1), of(1), of(1), LayerViews.Key, Stream, 0, of(1), of(1))),
        ["Kernel: logVariance has 1 elements; it must have 3."] = () => LayerViews.With((device, of) => AdditiveNoiseKernels.Forward(
            device, 1, of(1), of(3), of(1), LayerViews.Key, Stream, 0, of(3), of(3))),
        ["Kernel: outputGradient has 1 elements; it must have 3."] = () => LayerViews.With((device, of) => AdditiveNoiseKernels.Backward(
            device, 1, of(1), of(3), of(3), of(1), LayerViews.Key, Stream, 0, of(3), of(1), of(3), of(3))),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 3, 2)]
    [InlineData(1, 153, 3)]
    [InlineData(2, 785, 2)]
    public void The_gradients_are_those_at_fixed_noise(int batch, int inputs, int outputs)
    {
        // ln alpha between its ends, and far beyond either in one weight of five each.
        double[] input = LayerGradients.Numbers(batch * inputs, 1), mean = LayerGradients.Numbers(inputs * outputs, 2);
        double[] slope = LayerGradients.Numbers(batch * outputs, 4);
        double[] logVariance = [.. mean.Select((m, j) => (2 * Math.Log(Math.Abs(m))) + (j % 5) switch { 3 => 10, 4 => -10, _ => j % 3 })];
        AdditiveNoiseGradient gradient = AdditiveNoise.Backward(input, mean, logVariance, slope, batch, Key, Stream, 5);
        LayerGradients.Match(x => Weighted(x, mean, logVariance), input, gradient.Input);
        LayerGradients.Match(m => Weighted(input, m, logVariance), mean, gradient.WeightMean);
        LayerGradients.Match(l => Weighted(input, mean, l), logVariance, gradient.LogVariance);

        double Weighted(double[] x, double[] m, double[] l) =>
            LayerGradients.Weighted(AdditiveNoise.Forward(x, m, l, batch, Key, Stream, 5), slope);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void By_a_weights_mean_the_derivative_has_no_noise_however_large_alpha_is(ulong replicate)
    {
        // w = theta + sigma noise: dw/dtheta = 1. In the multiplicative form it is 1 + sqrt(alpha) noise.
        const double X = 0.5, Theta = 0.3, Alpha = 400;
        double logVariance = Math.Log(Alpha * Theta * Theta);
        Assert.Equal(X, AdditiveNoise.Backward([X], [Theta], [logVariance], [1], 1, Key, Stream, replicate).WeightMean[0]);

        double output = GaussianDropout.LocalForward([X], [Theta], [Alpha], Key, Stream, replicate)[0];
        double rootAlphaNoise = (output / (X * Theta)) - 1;
        double multiplicative = GaussianDropout.LocalBackward([X], [Theta], [Alpha], [1], Key, Stream, replicate).Weights[0];
        Assert.Equal(X * (1 + rootAlphaNoise), multiplicative, 1e-13);
    }

    [Fact]
    public void Both_forms_are_one_layer_where_alpha_is_not_clipped()
    {
        double[] input = LayerGradients.Numbers(6, 1), mean = LayerGradients.Numbers(6, 2), alpha = [0.5, 2, 0.01];
        double[] logVariance = [.. mean.Select((m, j) => Math.Log(alpha[j / 2] * m * m))];
        double[] additive = AdditiveNoise.Forward(input, mean, logVariance, 2, Key, Stream, 5);
        double[] multiplicative = GaussianDropout.LocalForward(input, mean, alpha, Key, Stream, 5);
        // 1e-8 under the root moves it by 1e-8 / (2 s).
        Assert.All(additive.Zip(multiplicative), pair => Assert.Equal(pair.Second, pair.First, 1e-7));
    }

    [Fact]
    public void Clipping_bounds_the_noise_by_the_mean()
    {
        // alpha = exp(8) at most: at the mean 0 a weight has no noise, only what stands under the root.
        double[] output = AdditiveNoise.Forward([1], [0], [0], 1, Key, Stream, 0);
        double noise = AdditiveNoise.Forward([0], [1], [0], 1, Key, Stream, 0)[0];
        Assert.Equal(noise, output[0]);
        Assert.InRange(Math.Abs(noise), 1e-4 * 1e-3, 1e-4 * 7);

        double clipped = AdditiveNoise.Forward([1], [0.001], [20], 1, Key, Stream, 0)[0];
        Assert.Equal(0.001 + (Math.Sqrt((Math.Exp(8) * 1e-6) + 1e-8) * noise / 1e-4), clipped, 1e-14);
        double least = AdditiveNoise.Forward([1], [100], [-20], 1, Key, Stream, 0)[0];
        Assert.Equal(100 + (Math.Sqrt((Math.Exp(-8) * 1e4) + 1e-8) * noise / 1e-4), least, 1e-12);
    }

    [Fact]
    public void Where_alpha_is_clipped_the_variance_does_not_depend_on_sigma()
    {
        AdditiveNoiseGradient gradient = AdditiveNoise.Backward([1, 1, 1], [0, 0.001, 100], [0, 20, -20], [1], 1, Key, Stream, 0);
        Assert.Equal([0.0, 0, 0], gradient.LogVariance);
        Assert.Equal(1.0, gradient.WeightMean[0]);
        Assert.NotEqual(1.0, gradient.WeightMean[1]);
        Assert.NotEqual(1.0, gradient.WeightMean[2]);
    }
}

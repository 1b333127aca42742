using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Networks;

public class DropConnectProperties
{
    private const uint Stream = 7;
    private static readonly PhiloxKey Key = new(1, 2);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Forward: batch is 0; it must be at least 1."] = () => DropConnect.Forward([1], [1], 0, 0.5, Key, Stream, 0),
        ["Forward: input is empty; it must have at least one element."] = () => DropConnect.Forward([], [1], 1, 0.5, Key, Stream, 0),
        ["Forward: input has 3 elements; it must have a multiple of 2."] = () => DropConnect.Forward([1, 2, 3], [1], 2, 0.5, Key, Stream, 0),
        ["Forward: weights has 3 elements; it must have a multiple of 2."] = () => DropConnect.Forward([1, 2], [1, 2, 3], 1, 0.5, Key, Stream, 0),
        ["Forward: dropRate is 1; it must be in [0, 0.9999999403953552]."] = () => DropConnect.Forward([1], [1], 1, 1, Key, Stream, 0),
        ["SharedForward: weights[0] is NaN; it must be finite."] = () => DropConnect.SharedForward([1], [double.NaN], 1, 0.5, Key, Stream, 0),
        ["Backward: outputGradient has length 2; it must have length 1."] = () => DropConnect.Backward([1], [1], [1, 2], 1, 0.5, Key, Stream, 0),
        ["SharedBackward: outputGradient[0] is Infinity; it must be finite."] =
            () => DropConnect.SharedBackward([1], [1], [double.PositiveInfinity], 1, 0.5, Key, Stream, 0),
        ["PreactivationMoments: input is empty; it must have at least one element."] = () => DropConnect.PreactivationMoments([], [], 0.5),
        ["Kernel: batch is 0; it must be at least 1."] = () => LayerViews.With((device, of) => DropConnectKernels.Forward(
            device, 0, of(1), of(1), 0.5f, LayerViews.Key, Stream, 0, of(1))),
        ["Kernel: dropRate is 1; it must be in [0, 0.99999994]."] = () => LayerViews.With((device, of) => DropConnectKernels.SharedForward(
            device, 1, of(1), of(1), 1, LayerViews.Key, Stream, 0, of(1))),
        ["Kernel: output has 1 elements; it must have 2."] = () => LayerViews.With((device, of) => DropConnectKernels.Forward(
            device, 2, of(2), of(1), 0.5f, LayerViews.Key, Stream, 0, of(1))),
        ["Kernel: weightGradient has 1 elements; it must have 3."] = () => LayerViews.With((device, of) => DropConnectKernels.Backward(
            device, 1, of(1), of(3), of(3), 0.5f, LayerViews.Key, Stream, 0, of(1), of(1))),
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
    public void The_gradients_are_those_of_the_forward_passs_mask(int batch, int inputs, int outputs)
    {
        // theta = Lambda m, and m does not depend on Lambda: at a fixed mask the derivative is the plain one (F75).
        double[] input = LayerGradients.Numbers(batch * inputs, 1), weights = LayerGradients.Numbers(inputs * outputs, 2);
        double[] slope = LayerGradients.Numbers(batch * outputs, 3);
        LayerGradient own = DropConnect.Backward(input, weights, slope, batch, 0.3, Key, Stream, 5);
        LayerGradients.Match(x => Weighted(DropConnect.Forward(x, weights, batch, 0.3, Key, Stream, 5)), input, own.Input);
        LayerGradients.Match(w => Weighted(DropConnect.Forward(input, w, batch, 0.3, Key, Stream, 5)), weights, own.Weights);
        LayerGradient shared = DropConnect.SharedBackward(input, weights, slope, batch, 0.3, Key, Stream, 5);
        LayerGradients.Match(x => Weighted(DropConnect.SharedForward(x, weights, batch, 0.3, Key, Stream, 5)), input, shared.Input);
        LayerGradients.Match(w => Weighted(DropConnect.SharedForward(input, w, batch, 0.3, Key, Stream, 5)), weights, shared.Weights);

        double Weighted(double[] output) => LayerGradients.Weighted(output, slope);
    }

    [Fact]
    public void Without_dropping_it_is_a_dense_layer()
    {
        double[] expected = [(1 * 10) + (2 * 30), (1 * 20) + (2 * 40), (3 * 10) + (4 * 30), (3 * 20) + (4 * 40)];
        Assert.Equal(expected, DropConnect.Forward([1, 2, 3, 4], [10, 20, 30, 40], 2, 0, Key, Stream, 0));
        Assert.Equal(expected, DropConnect.SharedForward([1, 2, 3, 4], [10, 20, 30, 40], 2, 0, Key, Stream, 0));
    }

    [Fact]
    public void A_shared_mask_is_one_mask_and_an_examples_own_is_not()
    {
        const int Inputs = 64, Batch = 3;
        double[] input = [.. Enumerable.Repeat(1.0, Batch * Inputs)];
        double[] weights = [.. Enumerable.Range(0, Inputs).Select(d => Math.Pow(2, d % 50))];
        double[] shared = DropConnect.SharedForward(input, weights, Batch, 0.5, Key, Stream, 0);
        double[] own = DropConnect.Forward(input, weights, Batch, 0.5, Key, Stream, 0);
        Assert.Single(shared.Distinct());
        Assert.Equal(Batch, own.Distinct().Count());
        Assert.Equal(shared[0], own[0]);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.25)]
    [InlineData(0.9)]
    public void Moments_are_those_over_all_masks(double rate)
    {
        // F74: 0 with probability p, else Lambda; a layer's output has the mean (1 - p) of the undropped one.
        double[] x = [0.5, -2, 0.25, 3, 1], w = [1, 0.5, -4, 0.125, -1];
        double mean = 0, square = 0;
        for (int mask = 0; mask < 1 << x.Length; mask++)
        {
            int kept = int.PopCount(mask);
            double chance = Math.Pow(1 - rate, kept) * Math.Pow(rate, x.Length - kept);
            double y = Enumerable.Range(0, x.Length).Sum(d => (mask >> d & 1) * x[d] * w[d]);
            mean += chance * y;
            square += chance * y * y;
        }

        Preactivation moments = DropConnect.PreactivationMoments(x, w, rate);
        Assert.Equal(mean, moments.Mean, 1e-13);
        Assert.Equal(square - (mean * mean), moments.Variance, 1e-13 * (1 + square));
        Assert.Equal((1 - rate) * DropConnect.PreactivationMoments(x, w, 0).Mean, moments.Mean, 1e-15 * 8);
    }

    [Fact]
    public void Dropout_is_the_same_rescaled()
    {
        // F77: dropping a pre-activation's inputs or its weights is one law, but for the factor 1 / (1 - p).
        double[] x = [0.5, -2, 0.25], w = [1, 0.5, -4];
        Preactivation connect = DropConnect.PreactivationMoments(x, w, 0.25), dropout = Dropout.PreactivationMoments(x, w, 0.25);
        Assert.Equal(connect.Mean / 0.75, dropout.Mean, 1e-15);
        Assert.Equal(connect.Variance / (0.75 * 0.75), dropout.Variance, 1e-15);
    }

    [Theory]
    [InlineData(0.1, 2.3076)]
    [InlineData(0.01, 4.6052)]
    [InlineData(0.001, 6.9078)]
    public void Erratum_F76_the_divergence_to_a_prior_with_a_density_has_no_limit(double width, double atRateZero)
    {
        // The deck drops the divergence for some prior. With the atoms 0 and Lambda of q as N(., s^2) and the prior N(0, l^2), which
        // has a density, it is -ln s + (1 - p) Lambda^2 / (2 l^2) + constant, for every p: it grows without limit as s falls.
        const double Rate = 0.25, Lambda = 1, PriorDeviation = 1;
        Assert.Equal(atRateZero, Divergence(0, width, Lambda, PriorDeviation), 5e-5);
        double entropy = -(Rate * Math.Log(Rate)) - ((1 - Rate) * Math.Log(1 - Rate));
        Assert.Equal(
            -Math.Log(width) - 0.5 + (width * width / 2) + ((1 - Rate) * Lambda * Lambda / 2) - entropy,
            Divergence(Rate, width, Lambda, PriorDeviation),
            1e-5);
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.25, 2)]
    public void With_a_spike_of_the_same_mass_and_a_wide_slab_weight_decay_is_left(double rate, double slab)
    {
        // F76, corrected: the prior has the spike too. Whatever s, Lambda enters by (1 - p) Lambda^2 / (2 l^2).
        const double Width = 1e-3;
        double At(double lambda) => (1 - rate) * KullbackLeibler.Normal(lambda, Width, 0, slab);
        Assert.Equal((1 - rate) * ((4 * 4) - (2 * 2)) / (2 * slab * slab), At(4) - At(2), 1e-12);
    }

    // Of p N(0, s^2) + (1 - p) N(Lambda, s^2) from N(0, l^2), by quadrature on either side of the gap.
    private static double Divergence(double rate, double width, double lambda, double prior)
    {
        double LogNormal(double x, double mean, double deviation) =>
            (-0.5 * (x - mean) * (x - mean) / (deviation * deviation)) - Math.Log(deviation) - (0.5 * Math.Log(2 * Math.PI));
        double Term(double x)
        {
            double q = (rate * Math.Exp(LogNormal(x, 0, width))) + ((1 - rate) * Math.Exp(LogNormal(x, lambda, width)));
            return q > 0 ? q * (Math.Log(q) - LogNormal(x, 0, prior)) : 0;
        }

        double middle = lambda / 2, reach = Math.Min(middle, 40 * width);
        return Quadrature.Integral(Term, -40 * width, reach, 80) + Quadrature.Integral(Term, lambda - reach, lambda + (40 * width), 80);
    }
}

using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Networks;

/// <content>The layer over a batch.</content>
public partial class LocalReparameterizationProperties
{
    private static readonly Dictionary<string, Action> Refused =
        NoisyLayers.Refused(LocalReparameterization.Forward, LocalReparameterization.Backward);

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_of_the_layer_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [MemberData(nameof(NoisyLayers.Shapes), MemberType = typeof(NoisyLayers))]
    public void Backward_is_the_gradient_under_the_same_noise(int examples, int inputs, int outputs) =>
        NoisyLayers.HasItsGradient(LocalReparameterization.Forward, LocalReparameterization.Backward, examples, inputs, outputs);

    [Fact]
    public void Noise_scales_about_the_dense_layer() => NoisyLayers.NoiseScalesAboutTheDenseLayer(
        // The squares of 1e-300 are 0: what is left is the mean alone.
        LocalReparameterization.Forward);

    [Fact]
    public void Every_part_of_the_counter_counts() => NoisyLayers.EveryPartOfTheCounterCounts(LocalReparameterization.Forward);

    [Fact]
    public void The_layer_has_the_moments_of_a_pre_activation_and_an_elements_noise()
    {
        (double[][] x, double[][] mean, double[][] deviation) =
            (Layers.Matrix(3, 5, 1), Layers.Matrix(5, 2, 2), Layers.Deviations(5, 2, 3));
        double[][] output = LocalReparameterization.Forward(
            x, mean, deviation, NoisyLayers.Key, NoisyLayers.Stream, NoisyLayers.Replicate);
        for (int b = 0; b < 3; b++)
        {
            for (int k = 0; k < 2; k++)
            {
                (double m, double v) = LocalReparameterization.GaussianMoments(
                    x[b], [.. mean.Select(row => row[k])], [.. deviation.Select(row => row[k])]);
                Assert.Equal(m + (Math.Sqrt(v) * NoisyLayers.Normal((b * 2) + k)), output[b][k], 1e-14);
            }
        }
    }

    [Fact]
    public void Direct_noise_has_the_same_moments()
    {
        // The direct layer is linear in its weights' noise, so its variance is the sum of its squared responses to one
        // standard deviation of each weight; the local one's variance is what its output tells of its noise.
        (double[][] x, double[][] mean, double[][] deviation) =
            (Layers.Matrix(2, 4, 1), Layers.Matrix(4, 3, 2), Layers.Deviations(4, 3, 3));
        double[][] none = Dense.Forward(x, mean, new double[3]);
        double[][] local = LocalReparameterization.Forward(
            x, mean, deviation, NoisyLayers.Key, NoisyLayers.Stream, NoisyLayers.Replicate);
        for (int b = 0; b < 2; b++)
        {
            for (int k = 0; k < 3; k++)
            {
                double direct = Enumerable.Range(0, 4).Sum(d =>
                {
                    double[][] shifted = [.. mean.Select((row, i) => row.Select((m, j) => i == d && j == k ? m + deviation[i][j] : m).ToArray())];
                    return Math.Pow(Dense.Forward(x, shifted, new double[3])[b][k] - none[b][k], 2);
                });
                double root = (local[b][k] - none[b][k]) / NoisyLayers.Normal((b * 3) + k);
                Assert.Equal(Math.Sqrt(direct), root, 1e-12);
            }
        }
    }

    [Fact]
    public void An_example_of_zeros_has_neither_noise_nor_a_slope_through_it()
    {
        double[][] mean = [[1], [2]], deviation = [[0.5], [0.25]];
        Assert.Equal([[0.0]], LocalReparameterization.Forward([[0, 0]], mean, deviation, NoisyLayers.Key, 1, 2));
        MeanFieldGradient gradient = LocalReparameterization.Backward([[0, 0]], mean, deviation, [[3]], NoisyLayers.Key, 1, 2);
        Assert.Equal([[3.0, 6.0]], gradient.Input);
        Assert.Equal([[0.0], [0.0]], gradient.StandardDeviation);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_of_the_layer_names_the_argument_of_another_shape(string choice) => NoisyLayers.NamesArgumentsOfAnotherShape(choice, (device, a) =>
    {
        var noise = new LayerNoise(new DeviceKey(1, 2), 3, 4);
        return new()
        {
            ["no example: input is 0; it must be at least 1."] = () => LocalReparameterizationKernels.Forward(
                device, 3, a.None, a.Weights, a.Weights, noise, a.Output, a.Output),
            ["s: standardDeviation has 5 elements; it must have 6."] = () => LocalReparameterizationKernels.Forward(
                device, 3, a.Input, a.Weights, a.Five, noise, a.Output, a.Output),
            ["v: variance has 5 elements; it must have 6."] = () => LocalReparameterizationKernels.Forward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Five, a.Output),
            ["back: variance has 5 elements; it must have 6."] = () => LocalReparameterizationKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, a.Five, noise, a.Output, a.Output, a.Input, a.Input, a.Weights, a.Weights),
            ["h: noiseSlope has 5 elements; it must have 6."] = () => LocalReparameterizationKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, a.Output, noise, a.Output, a.Five, a.Input, a.Input, a.Weights, a.Weights),
            ["through: throughVariance has 5 elements; it must have 4."] = () => LocalReparameterizationKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, a.Output, noise, a.Output, a.Output, a.Five, a.Input, a.Weights, a.Weights),
            ["by s: standardDeviationGradient has 5 elements; it must have 6."] = () => LocalReparameterizationKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, a.Output, noise, a.Output, a.Output, a.Input, a.Input, a.Weights, a.Five),
        };
    });
}

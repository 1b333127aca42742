using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Networks;

public class MeanFieldProperties
{
    private static readonly Dictionary<string, Action> Refused = NoisyLayers.Refused(MeanField.Forward, MeanField.Backward);

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [MemberData(nameof(NoisyLayers.Shapes), MemberType = typeof(NoisyLayers))]
    public void Backward_is_the_gradient_under_the_same_noise(int examples, int inputs, int outputs) =>
        NoisyLayers.HasItsGradient(MeanField.Forward, MeanField.Backward, examples, inputs, outputs);

    [Fact]
    public void Noise_scales_about_the_dense_layer() => NoisyLayers.NoiseScalesAboutTheDenseLayer(MeanField.Forward);

    [Fact]
    public void Every_part_of_the_counter_counts() => NoisyLayers.EveryPartOfTheCounterCounts(MeanField.Forward);

    [Fact]
    public void A_weights_noise_is_that_of_its_element()
    {
        double[][] zero = NoisyLayers.Times(0, Layers.Matrix(3, 7, 1));
        double[][] weights = MeanField.Weights(
            zero, [.. zero.Select(row => row.Select(_ => 1.0).ToArray())], NoisyLayers.Key, NoisyLayers.Stream, NoisyLayers.Replicate);
        Assert.Equal(Enumerable.Range(0, 21).Select(e => NoisyLayers.Normal(e)), weights.SelectMany(row => row));
    }

    [Fact]
    public void Equal_examples_have_equal_outputs()
    {
        double[] row = Layers.Matrix(1, 5, 1)[0];
        double[][] output = MeanField.Forward(
            [row, row], Layers.Matrix(5, 3, 2), Layers.Deviations(5, 3, 3), NoisyLayers.Key, NoisyLayers.Stream, NoisyLayers.Replicate);
        Assert.Equal(output[0], output[1].AsEnumerable());
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice) => NoisyLayers.NamesArgumentsOfAnotherShape(choice, (device, a) =>
    {
        var noise = new LayerNoise(new DeviceKey(1, 2), 3, 4);
        return new()
        {
            ["no example: input is 0; it must be at least 1."] =
                () => MeanFieldKernels.Forward(device, 3, a.None, a.Weights, a.Weights, noise, a.Weights, a.Output),
            ["no output: outputs is 0; it must be at least 1."] =
                () => MeanFieldKernels.Forward(device, 0, a.Input, a.Weights, a.Weights, noise, a.Weights, a.Output),
            ["mean: mean has 5 elements; it must have a positive multiple of 3, one row for each result."] =
                () => MeanFieldKernels.Forward(device, 3, a.Input, a.Five, a.Weights, noise, a.Weights, a.Output),
            ["s: standardDeviation has 5 elements; it must have 6."] =
                () => MeanFieldKernels.Forward(device, 3, a.Input, a.Weights, a.Five, noise, a.Weights, a.Output),
            ["w: weights has 5 elements; it must have 6."] =
                () => MeanFieldKernels.Weights(device, a.Weights, a.Weights, noise, a.Five),
            ["slope: outputGradient has 5 elements; it must have 6."] = () => MeanFieldKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Five, a.Weights, a.Input, a.Weights, a.Weights),
            ["by input: inputGradient has 5 elements; it must have 4."] = () => MeanFieldKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Output, a.Weights, a.Five, a.Weights, a.Weights),
            ["by mean: meanGradient has 5 elements; it must have 6."] = () => MeanFieldKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Output, a.Weights, a.Input, a.Five, a.Weights),
            ["by s: standardDeviationGradient has 5 elements; it must have 6."] = () => MeanFieldKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Output, a.Weights, a.Input, a.Weights, a.Five),
        };
    });
}

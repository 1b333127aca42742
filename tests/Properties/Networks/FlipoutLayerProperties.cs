using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Networks;

public class FlipoutLayerProperties
{
    private static readonly Dictionary<string, Action> Refused =
        NoisyLayers.Refused(FlipoutLayer.Forward, FlipoutLayer.Backward);

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [MemberData(nameof(NoisyLayers.Shapes), MemberType = typeof(NoisyLayers))]
    public void Backward_is_the_gradient_under_the_same_noise(int examples, int inputs, int outputs) =>
        NoisyLayers.HasItsGradient(FlipoutLayer.Forward, FlipoutLayer.Backward, examples, inputs, outputs);

    [Fact]
    public void Noise_scales_about_the_dense_layer() => NoisyLayers.NoiseScalesAboutTheDenseLayer(FlipoutLayer.Forward);

    [Fact]
    public void Every_part_of_the_counter_counts() => NoisyLayers.EveryPartOfTheCounterCounts(FlipoutLayer.Forward);

    [Fact]
    public void An_example_sees_the_shared_noise_with_the_signs_of_its_inputs_and_outputs()
    {
        (int inputs, int outputs) = (50, 3);
        (double[][] x, double[][] mean, double[][] deviation) =
            (Layers.Matrix(4, inputs, 1), Layers.Matrix(inputs, outputs, 2), Layers.Deviations(inputs, outputs, 3));
        double[][] output = FlipoutLayer.Forward(
            x, mean, deviation, NoisyLayers.Key, NoisyLayers.Stream, NoisyLayers.Replicate);
        for (int b = 0; b < x.Length; b++)
        {
            // Elements of the signs of the third and fourth example lie beyond the first block.
            double[][] weights =
            [
                .. mean.Select((row, d) => row.Select((m, k) => m
                    + (NoisyLayers.Sign((b * inputs) + d, NoisyLayers.Stream + 1) * NoisyLayers.Sign((b * outputs) + k, NoisyLayers.Stream + 2)
                        * deviation[d][k] * NoisyLayers.Normal((d * outputs) + k))).ToArray()),
            ];
            double[] expected = MatrixProduct.Value([x[b]], weights)[0];
            Assert.All(Enumerable.Range(0, outputs), k => Assert.Equal(expected[k], output[b][k], 1e-13));
        }
    }

    [Fact]
    public void Signs_are_about_even()
    {
        // Inputs are 1, weights have no mean: of one output and one input the signs are those of the output.
        double[][] ones = [.. Enumerable.Repeat(new[] { 1.0 }, 4096)];
        double[][] output = FlipoutLayer.Forward(ones, [[0.0]], [[1.0]], NoisyLayers.Key, NoisyLayers.Stream, NoisyLayers.Replicate);
        Assert.Equal([Math.Abs(NoisyLayers.Normal(0))], output.Select(row => Math.Abs(row[0])).Distinct());
        Assert.InRange(output.Count(row => row[0] > 0), 2048 - 200, 2048 + 200); // 6 standard deviations
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice) => NoisyLayers.NamesArgumentsOfAnotherShape(choice, (device, a) =>
    {
        var noise = new LayerNoise(new DeviceKey(1, 2), 3, 4);
        return new()
        {
            ["no example: input is 0; it must be at least 1."] = () => FlipoutLayerKernels.Forward(
                device, 3, a.None, a.Weights, a.Weights, noise, a.Weights, a.Input, a.Output, a.Output),
            ["s: standardDeviation has 5 elements; it must have 6."] = () => FlipoutLayerKernels.Forward(
                device, 3, a.Input, a.Weights, a.Five, noise, a.Weights, a.Input, a.Output, a.Output),
            ["noise: perturbation has 5 elements; it must have 6."] = () => FlipoutLayerKernels.Forward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Five, a.Input, a.Output, a.Output),
            ["signs: signedInput has 5 elements; it must have 4."] = () => FlipoutLayerKernels.Forward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Weights, a.Five, a.Output, a.Output),
            ["sum: perturbed has 5 elements; it must have 6."] = () => FlipoutLayerKernels.Forward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Weights, a.Input, a.Five, a.Output),
            ["slope: signedSlope has 5 elements; it must have 6."] = () => FlipoutLayerKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Output, a.Weights, a.Input, a.Five, a.Input, a.Weights, a.Weights),
            ["by input: inputGradient has 5 elements; it must have 4."] = () => FlipoutLayerKernels.Backward(
                device, 3, a.Input, a.Weights, a.Weights, noise, a.Output, a.Weights, a.Input, a.Output, a.Five, a.Weights, a.Weights),
        };
    });
}

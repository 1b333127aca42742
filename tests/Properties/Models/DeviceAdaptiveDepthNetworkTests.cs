using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The network of adaptive depth as an object on a device: its steps, and its early stops.</summary>
public class DeviceAdaptiveDepthNetworkTests
{
    private const int Inputs = 5, Width = 24, Layers = 4, Classes = 3, Count = 300, Capacity = 280;
    private const float Tau = 0.25f;
    private static readonly DeviceKey Key = new(1, 2);
    private static readonly float[] Images = Normal(Count * Inputs, 1);
    private static readonly byte[] Labels = [.. Enumerable.Range(0, Count).Select(n => (byte)(n % Classes))];

    private static readonly float[] Parameters =
        [.. Normal(AdaptiveDepthNetworkProperties.Count(Inputs, Width, Layers, Classes), 2).Select(p => 0.3f * p)];

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void An_example_that_stops_early_gets_the_very_answer_of_its_depth(string choice)
    {
        Device device = TestDevices.Get(choice);
        using var data = new ClassifierData(device, Images, Labels, Classes);
        using DeviceAdaptiveDepthNetwork network = Network(device);
        foreach (DepthRule rule in new[] { DepthRule.Median, DepthRule.Draw, DepthRule.JointMode })
        {
            DepthAnswers answers = network.Classify(data, 0, rule, Key, 3);
            float[][] full = [.. Enumerable.Range(0, Layers + 1).Select(network.Logits)];
            Assert.True(answers.Depths.Distinct().Count() >= Layers);
            Assert.Equal(
                Enumerable.Range(0, Capacity * Classes).Select(i => full[answers.Depths[i / Classes]][i]), answers.Logits);
            Assert.Equal(answers.Depths, network.Classify(data, 0, rule, Key, 3).Depths);
            Assert.True(rule == DepthRule.JointMode || answers.Blocks == answers.Depths.Sum());
        }
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void The_last_data_are_as_many_as_there_are_and_drawn_by_their_own_noise(string choice)
    {
        Device device = TestDevices.Get(choice);
        using var data = new ClassifierData(device, Images, Labels, Classes);
        using DeviceAdaptiveDepthNetwork network = Network(device);
        int[] first = network.Classify(data, 0, DepthRule.Draw, Key, 3).Depths;
        int[] last = network.Classify(data, 270, DepthRule.Draw, Key, 3).Depths;
        Assert.Equal(30, last.Length);
        Assert.Equal(first[270..], last[..10]);
        Assert.NotEqual(first, network.Classify(data, 0, DepthRule.Draw, Key, 4).Depths);
        DepthAnswers all = network.Classify(data, 270, DepthRule.All);
        Assert.Equal(90, all.Logits.Length);
        Assert.Equal(30 * Layers, all.Blocks);
    }

    [Fact]
    public void Depths_are_those_of_the_laws_and_of_the_mode()
    {
        Device device = TestDevices.Fastest;
        using var data = new ClassifierData(device, Images, Labels, Classes);
        using DeviceAdaptiveDepthNetwork network = Network(TestDevices.Fastest);
        double[][] images = [.. Images.Take(Capacity * Inputs).Select(x => (double)x).Chunk(Inputs)];
        double[] parameters = Array.ConvertAll(Parameters, p => (double)p);
        double[][] halting = AdaptiveDepthNetwork.HaltingLogits(parameters, images, Width, Classes);
        double[][][] logits = [.. Enumerable.Range(0, Layers + 1).Select(z => AdaptiveDepthNetwork.Logits(parameters, images, Width, Classes, z))];
        int[] median = network.Classify(data, 0, DepthRule.Median).Depths, drawn = network.Classify(data, 0, DepthRule.Draw, Key, 3).Depths;
        int[] mode = network.Classify(data, 0, DepthRule.JointMode).Depths;
        int compared = 0;
        for (int n = 0; n < Capacity; n++)
        {
            double[] law = AdaptiveDepth.Halting([.. halting.Select(row => row[n])]).Probabilities;
            double[] behind = [.. Enumerable.Range(0, Layers).Select(l => law[(l + 1)..].Sum())];
            Words words = Philox4x32.Block(Words.Counter((uint)n / 4, 0xAD0, 3), new PhiloxKey(1, 2));
            double u = UnitInterval.FromWord((n % 4) switch { 0 => words.W0, 1 => words.W1, 2 => words.W2, _ => words.W3 });
            double[][] logLaws = [.. logits.Select(rows => Softmax.Probabilities(rows[n]).Select(p => Math.Log(p)).ToArray())];
            double[] scores = [.. logLaws.Select((row, z) => row.Max() - (Tau * z)).OrderDescending()];
            if (behind.Any(share => Math.Abs(share - 0.5) < 1e-4 || Math.Abs(share - u) < 1e-4) || scores[0] - scores[1] < 1e-4)
            {
                continue; // rounding may decide
            }

            compared++;
            Assert.Equal(behind.Count(share => share > 0.5), median[n]);
            Assert.Equal(behind.Count(share => share > u), drawn[n]);
            Assert.Equal(AdaptiveDepth.JointMode(logLaws, Tau).Depth, mode[n]);
        }

        Assert.True(compared > 250);
    }

    [Fact]
    public void The_mode_is_found_without_the_layers_that_cannot_win()
    {
        using var data = new ClassifierData(TestDevices.Fastest, Images, Labels, Classes);
        using DeviceAdaptiveDepthNetwork network = Network(TestDevices.Fastest);
        DepthAnswers answers = network.Classify(data, 0, DepthRule.JointMode);
        Assert.True(answers.Blocks >= answers.Depths.Sum());
        Assert.True(answers.Blocks < Capacity * Layers, $"{answers.Blocks} of {Capacity * Layers}");
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_step_is_adam_on_the_gradient_of_its_minibatch(string choice)
    {
        const int Batch = 4;
        Device device = TestDevices.Get(choice);
        using var data = new ClassifierData(device, Images, Labels, Classes);
        using var network = new DeviceAdaptiveDepthNetwork(device, new DepthNetworkSize(Inputs, Width, Layers, Classes, Batch));
        network.SetParameters(Parameters);
        network.SetTau(Tau);
        network.Step(data, Key, 1, 0.01f);
        int[] places = BayesianClassifier.Minibatch(Count, Batch, new PhiloxKey(1, 2), 1);
        double[] parameters = Array.ConvertAll(Parameters, p => (double)p);
        double[] expected = AdaptiveDepthNetwork.Loss(
            parameters, [.. places.Select(place => Images.Skip(place * Inputs).Take(Inputs).Select(x => (double)x).ToArray())],
            [.. places.Select(place => (int)Labels[place])], Width, Classes, Tau).Gradient;
        float[] gradient = network.GetGradient();
        Assert.All(expected.Zip(gradient), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        double[] stepped = Optimisers.Adam(
            parameters, [.. gradient.Select(g => (double)g)], new double[gradient.Length], new double[gradient.Length], 1, 0.01, 0.9, 0.999, 1e-8).Parameters;
        Assert.All(stepped.Zip(network.GetParameters()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        long before = device.Launches;
        network.Step(data, Key, 2, 0.01f);
        long launches = device.Launches - before;
        network.Step(data, Key, 3, 0.01f);
        Assert.Equal(2 * launches, device.Launches - before);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Device device = TestDevices.Fastest;
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceAdaptiveDepthNetwork(device, new DepthNetworkSize(1, 1, 0, 1, 1)));
        using var network = new DeviceAdaptiveDepthNetwork(device, new DepthNetworkSize(2, 3, 1, 2, 4));
        using var data = new ClassifierData(device, new float[6], new byte[2], 2);
        Assert.Throws<ArgumentException>(() => network.SetParameters(new float[3]));
        var tau = Assert.Throws<ArgumentOutOfRangeException>(() => network.SetTau(-1));
        Assert.StartsWith("tau is -1; it must be in [0,", tau.Message, StringComparison.Ordinal);
        var depth = Assert.Throws<ArgumentOutOfRangeException>(() => network.Logits(2));
        Assert.StartsWith("depth is 2; it must be in [0, 1].", depth.Message, StringComparison.Ordinal);
        var inputs = Assert.Throws<ArgumentException>(() => network.Classify(data, 0, DepthRule.Median));
        Assert.StartsWith("data has 3 elements; it must have 2.", inputs.Message, StringComparison.Ordinal);
    }

    private static DeviceAdaptiveDepthNetwork Network(Device device)
    {
        var network = new DeviceAdaptiveDepthNetwork(device, new DepthNetworkSize(Inputs, Width, Layers, Classes, Capacity));
        network.SetParameters(Parameters);
        network.SetTau(Tau);
        return network;
    }

    private static float[] Normal(int length, ulong seed) => [.. new InputSource(seed).Vector(length, s => s.Normal()).Select(x => (float)x)];
}

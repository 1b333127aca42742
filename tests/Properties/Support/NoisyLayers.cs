using BayesBench.Kernels;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Support;

/// <summary>The laws that all layers with Gaussian weights keep, whatever their noise.</summary>
public static class NoisyLayers
{
    public const uint Stream = 7;
    public const ulong Replicate = (3UL << 32) | 5;
    public static readonly PhiloxKey Key = new(11, 13);

    private static readonly double[][] Two = [[1, 2], [3, 4]];

    public delegate double[][] ForwardPass(
        double[][] input, double[][] mean, double[][] standardDeviation, PhiloxKey key, uint stream, ulong replicate);

    public delegate MeanFieldGradient BackwardPass(
        double[][] input,
        double[][] mean,
        double[][] standardDeviation,
        double[][] outputGradient,
        PhiloxKey key,
        uint stream,
        ulong replicate);

    /// <summary>B, D, K.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 3, 2 }, { 3, 1, 3 }, { 4, 5, 3 }, { 2, 153, 1 }, { 1, 785, 3 },
    };

    public static Dictionary<string, Action> Refused(ForwardPass forward, BackwardPass backward) => new()
    {
        ["no example: input is empty; it must have at least one element."] = () => forward([], Two, Two, Key, 0, 0),
        ["nothing back: input is empty; it must have at least one element."] = () => backward([], Two, Two, Two, Key, 0, 0),
        ["NaN: input[0][1] is NaN; it must be finite."] = () => forward([[1, double.NaN]], Two, Two, Key, 0, 0),
        ["D: mean has 2 rows; it must have 3."] = () => forward([[1, 2, 3]], Two, Two, Key, 0, 0),
        ["s: standardDeviation has 1 rows; it must have 2."] = () => forward(Two, Two, [[1, 2]], Key, 0, 0),
        ["s: standardDeviation[0] has length 1; it must have length 2."] = () => forward(Two, Two, [[1], [2]], Key, 0, 0),
        ["s: standardDeviation[1][0] is 0; it must be positive and finite."] = () => forward(Two, Two, [[1, 2], [0, 1]], Key, 0, 0),
        ["back: standardDeviation[0][1] is -2; it must be positive and finite."] =
            () => backward(Two, Two, [[1, -2], [1, 1]], Two, Key, 0, 0),
        ["B: outputGradient has 1 rows; it must have 2."] = () => backward(Two, Two, Two, [[1, 2]], Key, 0, 0),
        ["K: outputGradient[0] has length 1; it must have length 2."] = () => backward(Two, Two, Two, [[1], [2]], Key, 0, 0),
    };

    /// <summary>Backward is the gradient of forward under the same noise.</summary>
    public static void HasItsGradient(ForwardPass forward, BackwardPass backward, int examples, int inputs, int outputs)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        (double[][] x, double[][] c) = (Layers.Matrix(examples, inputs, 1), Layers.Matrix(examples, outputs, 2));
        (double[][] mean, double[][] deviation) = (Layers.Matrix(inputs, outputs, 3), Layers.Deviations(inputs, outputs, 4));
        MeanFieldGradient gradient = backward(x, mean, deviation, c, Key, Stream, Replicate);
        Layers.IsGradient(at => Layers.Loss(c, forward(at, mean, deviation, Key, Stream, Replicate)), x, gradient.Input);
        Layers.IsGradient(at => Layers.Loss(c, forward(x, at, deviation, Key, Stream, Replicate)), mean, gradient.Mean);
        Layers.IsGradient(
            at => Layers.Loss(c, forward(x, mean, at, Key, Stream, Replicate)), deviation, gradient.StandardDeviation);
    }

    /// <summary>Noise is proportional to the standard deviations, and without it the layer is the dense one.</summary>
    public static void NoiseScalesAboutTheDenseLayer(ForwardPass forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        (double[][] x, double[][] mean, double[][] deviation) =
            (Layers.Matrix(3, 5, 1), Layers.Matrix(5, 2, 2), Layers.Deviations(5, 2, 3));
        double[][] dense = MatrixProduct.Value(x, mean);
        double[][] once = forward(x, mean, deviation, Key, Stream, Replicate);
        double[][] twice = forward(x, mean, Times(2, deviation), Key, Stream, Replicate);
        double[][] hardly = forward(x, mean, Times(1e-300, deviation), Key, Stream, Replicate);
        Assert.Equal(dense, hardly);
        for (int b = 0; b < dense.Length; b++)
        {
            for (int k = 0; k < dense[0].Length; k++)
            {
                Assert.NotEqual(dense[b][k], once[b][k]);
                Assert.Equal(2 * (once[b][k] - dense[b][k]), twice[b][k] - dense[b][k], 1e-14);
            }
        }
    }

    /// <summary>Key, stream and both halves of the replicate choose the noise.</summary>
    public static void EveryPartOfTheCounterCounts(ForwardPass forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        double[][] At(PhiloxKey key, uint stream, ulong replicate) => forward([[1.0]], [[0.0]], [[1.0]], key, stream, replicate);
        double once = At(Key, Stream, Replicate)[0][0];
        Assert.Equal(once, At(Key, Stream, Replicate)[0][0]);
        Assert.NotEqual(once, At(new PhiloxKey(12, 13), Stream, Replicate)[0][0]);
        Assert.NotEqual(once, At(Key, Stream + 8, Replicate)[0][0]);
        Assert.NotEqual(once, At(Key, Stream, Replicate + 1)[0][0]);
        Assert.NotEqual(once, At(Key, Stream, Replicate + (1UL << 32))[0][0]);
    }

    /// <summary>The standard normal number of an element, as the layers' remarks define it.</summary>
    public static double Normal(int element, uint stream = Stream)
    {
        Words block = Philox4x32.Block(Words.Counter((uint)element / 4, stream, Replicate), Key);
        uint[] words = [block.W0, block.W1, block.W2, block.W3];
        NormalPair pair = BoxMuller.FromWords(words[element % 4 / 2 * 2], words[(element % 4 / 2 * 2) + 1]);
        return element % 2 == 0 ? pair.Z0 : pair.Z1;
    }

    /// <summary>The sign of an element, as flipout's remarks define it.</summary>
    public static double Sign(int element, uint stream)
    {
        Words block = Philox4x32.Block(Words.Counter((uint)element / 128, stream, Replicate), Key);
        uint[] words = [block.W0, block.W1, block.W2, block.W3];
        return 1.0 - (2 * ((words[element % 128 / 32] >> (element % 32)) & 1));
    }

    /// <summary>Arrays of a layer of two inputs and three outputs and of a batch of two, and some of no such length.</summary>
    public static void NamesArgumentsOfAnotherShape(string choice, Func<Device, Arrays, Dictionary<string, Action>> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Device device = TestDevices.Get(choice);
        using var arrays = new Arrays(device);
        Dictionary<string, Action> rows = table(device, arrays);
        Assert.All(rows.Keys, row => Refusals.Check(rows, row));
    }

    public static double[][] Times(double factor, double[][] matrix) =>
        [.. matrix.Select(row => row.Select(x => factor * x).ToArray())];

    /// <summary>Device arrays named for what they hold.</summary>
    public sealed class Arrays(Device device) : IDisposable
    {
        public DeviceArray<float> None { get; } = device.Allocate<float>(0);

        /// <summary>[2, 2].</summary>
        public DeviceArray<float> Input { get; } = device.Allocate<float>(4);

        /// <summary>[2, 3].</summary>
        public DeviceArray<float> Weights { get; } = device.Allocate<float>(6);

        /// <summary>[2, 3].</summary>
        public DeviceArray<float> Output { get; } = device.Allocate<float>(6);

        public DeviceArray<float> Five { get; } = device.Allocate<float>(5);

        public void Dispose()
        {
            DeviceArray<float>[] all = [None, Input, Weights, Output, Five];
            Array.ForEach(all, array => array.Dispose());
        }
    }
}

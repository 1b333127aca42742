using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using ILGPU;
using ILGPU.Runtime;
using Xunit;
using Device = BayesBench.Kernels.Device;

namespace BayesBench.Properties.Networks;

/// <summary>Dense layers whose weights have noise in proportion to them.</summary>
public class WeightNoiseTests
{
    private const int Inputs = 3, Examples = 4, Step = 5;
    private const uint FirstStream = 0x1000;
    private const string Text = "dense 5, tanh, dense 2";

    private static readonly DeviceKey Key = new(1, 2);
    private static readonly double[] Alpha = [0.25, 1];

    // Nothing near 0: a difference quotient would feel a weight's change of sign.
    private static readonly float[] Input = [.. Enumerable.Range(0, Inputs * Examples).Select(i => (float)Math.Sin(1 + i))];
    private static readonly float[] Slope = [.. Enumerable.Range(0, 2 * Examples).Select(i => (float)Math.Cos(2 * i))];

    public static TheoryData<WeightNoiseKind> Kinds => [.. Enum.GetValues<WeightNoiseKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_gradient_is_that_of_the_noisy_outputs(WeightNoiseKind kind)
    {
        float[] parameters = Parameters();
        float[] gradient = On(Text, new WeightNoise(kind, Alpha), parameters, (network, device, input, written) =>
        {
            LayerPass pass = new(Examples, LayerMode.Training, Key, Step);
            network.Forward(pass, input);
            using DeviceArray<float> slope = device.Upload<float>(Slope);
            network.Backward(pass, 0, input, slope);
            return written.ToArray();
        });
        double Loss(int j, float by)
        {
            float[] moved = [.. parameters];
            moved[j] += by;
            return Outputs(Text, new WeightNoise(kind, Alpha), moved, Examples, Input).Zip(Slope, (y, g) => (double)y * g).Sum();
        }

        const float By = 1 / 64f;
        for (int j = 0; j < parameters.Length; j++)
        {
            // Rounding of floats over the step, and its square.
            Assert.Equal((Loss(j, By) - Loss(j, -By)) / (2 * By), gradient[j], 2e-3);
        }
    }

    [Fact]
    public void Local_noise_is_that_of_local_Gaussian_dropout()
    {
        float[] parameters = [.. Parameters()[..6], 0.5f, -0.25f];
        double[] expected = GaussianDropout.LocalForward(
            Doubles(Input), Doubles(parameters[..6]), [0.25, 0.25, 0.25], new PhiloxKey(1, 2), FirstStream, Step);
        float[] outputs = Outputs("dense 2", new WeightNoise(WeightNoiseKind.Local, [0.25]), parameters, Examples, Input);
        Assert.All(expected.Zip(outputs).Index(), pair => Assert.Equal(pair.Item.First + parameters[6 + (pair.Index % 2)], pair.Item.Second, 1e-5));
    }

    // One weight a pre-activation: theta x (1 + sqrt(alpha) noise), so that a shared draw scales all examples by one number.
    [Fact]
    public void A_shared_draw_is_one_for_the_batch_and_a_local_one_is_not()
    {
        double[] Factors(WeightNoiseKind kind) => [.. Outputs("dense 1", new WeightNoise(kind, [1]), [2, 0], Input.Length, Input)
            .Zip(Input, (y, x) => y / (2.0 * x))];
        Assert.All(Factors(WeightNoiseKind.Shared), factor => Assert.Equal(Factors(WeightNoiseKind.Shared)[0], factor, 1e-6));
        Assert.Equal(Input.Length, Factors(WeightNoiseKind.Local).Select(factor => Math.Round(factor, 3)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_variance_there_is_no_noise(WeightNoiseKind kind) => Assert.Equal(
        Outputs(Text, null, Parameters(), Examples, Input), Outputs(Text, new WeightNoise(kind, [0, 0]), Parameters(), Examples, Input));

    [Fact]
    public void The_noise_must_be_that_of_all_dense_layers()
    {
        var error = Assert.Throws<ArgumentException>(() => Outputs(Text, new WeightNoise(WeightNoiseKind.Local, [1]), Parameters(), 1, Input[..3]));
        Assert.StartsWith("noise has 1 elements; it must have 2.", error.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "alpha is NaN; it must be in [0, ",
            Assert.Throws<ArgumentOutOfRangeException>(() => Outputs("dense 1", new WeightNoise(WeightNoiseKind.Local, [double.NaN]), [2, 0], 1, [1])).Message,
            StringComparison.Ordinal);
    }

    private static float[] Parameters() =>
        [.. Enumerable.Range(0, (Inputs * 5) + 5 + 12).Select(j => (float)((j % 2 == 0 ? 1 : -1) * (0.3 + (0.05 * (j % 9)))))];

    private static double[] Doubles(float[] numbers) => Array.ConvertAll(numbers, number => (double)number);

    private static float[] Outputs(string text, WeightNoise? noise, float[] parameters, int examples, float[] input) => On(
        text, noise, parameters,
        (network, device, given, _) => ToHost(device, network.Forward(new LayerPass(examples, LayerMode.Training, Key, Step), given)),
        examples, input);

    private static float[] ToHost(Device device, ArrayView<float> view)
    {
        device.Synchronize();
        var numbers = new float[view.Length];
        view.CopyToCPU(numbers);
        return numbers;
    }

    private static T On<T>(
        string text,
        WeightNoise? noise,
        float[] parameters,
        Func<DeviceNetwork, Device, DeviceArray<float>, DeviceArray<float>, T> ask,
        int examples = Examples,
        float[]? input = null)
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> values = device.Upload<float>(parameters), gradient = device.Allocate<float>(parameters.Length);
        using DeviceArray<float> given = device.Upload<float>(input ?? Input);
        var description = NetworkDescription.Parse(text, (input ?? Input).Length / examples);
        using var network = new DeviceNetwork(device, description, examples, values, gradient, noise: noise);
        return ask(network, device, given, gradient);
    }
}

using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Networks;

/// <summary>A network as an object on a device: its memory, its batches, what it refuses.</summary>
public class DeviceNetworkTests
{
    private const string Text = "dropout 0.25, local 5, relu, drop-connect 4 0.5, tanh, sparse 3, sigmoid, flipout 2";
    private static readonly DeviceKey Key = new(1, 2);

    [Fact]
    public void A_smaller_batch_after_a_larger_one_is_as_if_it_came_first()
    {
        float[] Gradient(bool isSecond) => With(Text, 5, (device, network, gradient) =>
        {
            if (isSecond)
            {
                Run(device, network, 5);
            }

            Run(device, network, 2);
            return gradient.ToArray();
        });
        Assert.Equal(Gradient(isSecond: false), Gradient(isSecond: true));
    }

    [Fact]
    public void Backward_is_the_same_with_and_without_the_inputs_derivative()
    {
        float[] Gradient(bool wantsInput) => With(Text, 3, (device, network, gradient) =>
        {
            Run(device, network, 3, wantsInput);
            return gradient.ToArray();
        });
        Assert.Equal(Gradient(wantsInput: true), Gradient(wantsInput: false));
    }

    [Fact]
    public void A_layer_without_a_rate_is_not_there() => Assert.Equal(
        Outputs("dense 3, tanh, dense 2", LayerMode.Training), Outputs("dropout 0, dense 3, tanh, gaussian-dropout 0, dense 2", LayerMode.Training));

    [Fact]
    public void Networks_of_other_streams_draw_other_noise()
    {
        float[] Of(uint? stream) => With("local 3", 2, (device, network, _) => Read(device, network, LayerMode.Training), stream);
        Assert.Equal(Of(null), Of(null));
        Assert.NotEqual(Of(null), Of(0x2000));
    }

    [Fact]
    public void What_does_not_fit_is_refused() => With("dense 2", 3, (device, network, _) =>
    {
        using DeviceArray<float> input = device.Allocate<float>(5 * 3), slope = device.Allocate<float>(2 * 3);
        AssertRefused("examples is 0; it must be in [1, 3].", () => network.Forward(new LayerPass(0, LayerMode.Mean), input));
        AssertRefused("examples is 4; it must be in [1, 3].", () => network.Forward(new LayerPass(4, LayerMode.Mean), input));
        AssertRefused("input has 15 elements; it must have 10.", () => network.Forward(new LayerPass(2, LayerMode.Mean), input));
        AssertRefused("outputGradient has 6 elements; it must have 4.", () => network.Backward(
            new LayerPass(2, LayerMode.Training), 0, input.View.SubView(0, 10), slope));
        AssertRefused("pass has mode Mean; only a pass of training goes backward.", () => network.Backward(
            new LayerPass(3, LayerMode.Mean), 0, input, slope));
        return 0;
    });

    [Theory]
    [InlineData("opencl")]
    [InlineData("cuda")]
    public void A_pass_allocates_nothing(string choice)
    {
        Device device = TestDevices.Get(choice);
        Assert.Equal(0, With(
            Text,
            3,
            (_, network, _) =>
            {
                using DeviceArray<float> input = device.Allocate<float>(15), slope = device.Allocate<float>(6);
                var pass = new LayerPass(3, LayerMode.Training, Key, 1);
                void Pass()
                {
                    network.Forward(pass, input);
                    network.Backward(pass, 1, input, slope);
                }

                Pass();
                long before = GC.GetAllocatedBytesForCurrentThread();
                Pass();
                return GC.GetAllocatedBytesForCurrentThread() - before;
            },
            device: device));
    }

    private static void AssertRefused(string message, Action call) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);

    private static float[] Outputs(string text, LayerMode mode) => With(text, 2, (device, network, _) => Read(device, network, mode));

    private static float[] Read(Device device, DeviceNetwork network, LayerMode mode)
    {
        using DeviceArray<float> input = device.Upload<float>(Numbers(2 * network.Description.Inputs));
        using DeviceArray<float> slope = device.Allocate<float>(2 * network.Description.Outputs);
        ActivationKernels.Softplus(device, network.Forward(new LayerPass(2, mode, Key, 1), input), slope);
        return slope.ToArray();
    }

    private static void Run(Device device, DeviceNetwork network, int examples, bool wantsInput = false)
    {
        using DeviceArray<float> input = device.Upload<float>(Numbers(examples * network.Description.Inputs));
        using DeviceArray<float> slope = device.Upload<float>(Numbers(examples * network.Description.Outputs));
        using DeviceArray<float> byInput = device.Allocate<float>(input.Length);
        var pass = new LayerPass(examples, LayerMode.Training, Key, 1);
        network.Forward(pass, input);
        network.Backward(pass, 0.5f, input, slope, wantsInput ? byInput.View : default);
        device.Synchronize();
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i + 1))];

    private static T With<T>(
        string text, int batch, Func<Device, DeviceNetwork, DeviceArray<float>, T> ask, uint? stream = null, Device? device = null)
    {
        device ??= TestDevices.Fastest;
        NetworkDescription description = NetworkDescription.Parse(text, 5);
        using DeviceArray<float> parameters = device.Upload<float>(Numbers(description.Parameters));
        using DeviceArray<float> gradient = device.Allocate<float>(description.Parameters);
        using var network = stream is { } first
            ? new DeviceNetwork(device, description, batch, parameters, gradient, first)
            : new DeviceNetwork(device, description, batch, parameters, gradient);
        return ask(device, network, gradient);
    }
}

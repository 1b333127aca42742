using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Models;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The belief net as an object on a device, and its training.</summary>
public class DeviceSigmoidBeliefNetTests
{
    private static readonly DeviceKey Key = new(1, 2);

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_step_is_adam_on_the_gradient_of_its_minibatch(string choice)
    {
        const int Pixels = 5, Latents = 3, Images = 4;
        float[] images = [.. Enumerable.Range(0, 7 * Pixels).Select(j => (float)(j * j % 3 % 2))];
        float[] parameters = [.. Enumerable.Range(0, Latents + (Pixels * (Latents + 1)) + (Latents * (Pixels + 1))).Select(j => (float)Math.Sin(j + 1))];
        float[] means = [0.5f, 0.25f, 0, 1, 0.125f];
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> data = device.Upload<float>(images);
        using var net = new DeviceSigmoidBeliefNet(device, Pixels, Latents, Images, DeviceSigmoidBeliefNet.Pair);
        net.SetParameters(parameters);
        net.SetPixelMeans(means);
        net.Step(data, Key, 1, 0.01f);

        var key = new PhiloxKey(1, 2);
        double[] all = [.. parameters.Select(p => (double)p)];
        (double[] prior, double[] decoder) = (all[..Latents], all[Latents..(Latents + (Pixels * (Latents + 1)))]);
        double[] batch = [.. BayesianClassifier.Minibatch(7, Images, key, 1)
            .SelectMany(place => images[(place * Pixels)..((place + 1) * Pixels)]).Select(x => (double)x)];
        double[] centre = [.. means.Select(m => (double)m)];
        double[] logits = SigmoidBeliefNet.EncoderLogits(all[^(Latents * (Pixels + 1))..], centre, batch);
        double[] encoder = SigmoidBeliefNet.EncoderGradient(
            SigmoidBeliefNet.DisArmGradient(prior, decoder, logits, batch, key, 1), centre, batch);
        float[] gradient = net.GetGradient();
        Assert.All(encoder.Zip(gradient[^encoder.Length..]), pair => Assert.Equal(-pair.First / Images, pair.Second, 1e-5));
        double[] stepped = Optimisers.Adam(
            all, [.. gradient.Select(g => (double)g)], new double[all.Length], new double[all.Length], 1, 0.01, 0.9, 0.999, 1e-8).Parameters;
        Assert.All(stepped.Zip(net.GetParameters()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Training_raises_the_bound()
    {
        Digits digits = SyntheticDigits.Draw(400, 1);
        float[] images = BeliefNetTraining.Binary(digits.TrainImages);
        Device device = TestDevices.Fastest;
        using DeviceArray<float> data = device.Upload<float>(images);
        using var net = new DeviceSigmoidBeliefNet(device, Digits.Pixels, 20, 20, DeviceSigmoidBeliefNet.Pair);
        BeliefNetTraining.Initialise(net, images, seed: 3);
        double Bound()
        {
            net.DrawMinibatch(data, Key, 0);
            return net.Elbo(2, Key, 0).Average();
        }

        double before = Bound();
        for (int step = 1; step <= 100; step++)
        {
            net.Step(data, Key, step, 0.01f);
        }

        Assert.True(Bound() > before + 20, $"{before} became {Bound()} nats");
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Device device = TestDevices.Fastest;
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceSigmoidBeliefNet(device, 2, 0, 1, 1));
        using var net = new DeviceSigmoidBeliefNet(device, 2, 20, 3, 2);
        using DeviceArray<float> images = device.Upload<float>(new float[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.TakeFirst(images));
        Assert.Throws<ArgumentException>(() => net.SetLogits(new float[59]));
        var draws = Assert.Throws<ArgumentOutOfRangeException>(() => net.Gradient(BeliefNetEstimator.LeaveOneOut, Key, 0, 3));
        Assert.StartsWith("draws is 3; it must be in [1, 2].", draws.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => net.Gradient(BeliefNetEstimator.LeaveOneOut, Key, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => net.ExactElbo());
    }
}

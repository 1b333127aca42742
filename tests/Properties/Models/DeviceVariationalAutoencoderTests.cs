using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The autoencoder as an object on a device: its training, and what it answers then.</summary>
public class DeviceVariationalAutoencoderTests
{
    private static readonly DeviceKey Key = new(1, 2);

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_step_is_adam_on_the_gradient_of_its_minibatch(string choice)
    {
        float[] pixels = [.. Enumerable.Range(0, 7 * 5).Select(j => j * j % 4 / 3f)];
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> images = device.Upload<float>(pixels);
        using var model = Model(device, 5, 4, 3, 2, AutoencoderObjective.DoublyReparameterized);
        double[] before = Array.ConvertAll(model.GetParameters(), p => (double)p);
        model.Step(images, Key, 0.01);

        var key = new PhiloxKey(1, 2);
        double[][] batch = [.. BayesianClassifier.Minibatch(7, 2, key, 1)
            .Select(place => pixels[(place * 5)..((place + 1) * 5)].Select(x => (double)x).ToArray())];
        LayerSpecification[] Layers(int outputs) => [new(LayerType.Dense, 4), new(LayerType.Tanh), new(LayerType.Dense, outputs)];
        int split = model.Encoder.Parameters;
        AutoencoderGradient gradient = VariationalAutoencoder.Gradient(
            Layers(4), before[..split], Layers(5), before[split..], batch, 2, 3, AutoencoderBound.DoublyReparameterized, key, 1);
        double[] expected = [.. gradient.Encoder, .. gradient.Decoder];
        float[] actual = model.GetGradient();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        double[] stepped = Optimisers.Adam(
            before, Array.ConvertAll(actual, g => (double)g), new double[before.Length], new double[before.Length], 1, 0.01, 0.9, 0.999, 1e-8).Parameters;
        Assert.All(stepped.Zip(model.GetParameters()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData(AutoencoderObjective.Elbo)]
    [InlineData(AutoencoderObjective.DoublyReparameterized)]
    public void Training_raises_the_bound(AutoencoderObjective objective)
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> images = device.Upload<float>(SyntheticDigits.Draw(200, 1).TrainImages);
        using var model = Model(device, Digits.Pixels, 20, 2, 20, objective);
        model.Step(images, Key, 0.01);
        double before = model.TakeReport().Bound;
        int launches = model.LaunchesOfLastStep;
        for (int step = 0; step < 60; step++)
        {
            model.Step(images, Key, 0.01);
        }

        Assert.InRange(launches, 20, 50);
        Assert.Equal(launches, model.LaunchesOfLastStep);
        AutoencoderReport report = model.TakeReport();
        Assert.Equal(60 * 20, report.Images);
        Assert.True(report.Bound > before + 100, $"{before} became {report.Bound} nats");
        Assert.True(report.Divergence > 0);
        Assert.InRange(model.Elbo(images, Key), report.Bound - 50, 0);
    }

    [Fact]
    public void Answers_have_their_shapes_and_meet_at_the_ends()
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> images = device.Upload<float>([.. Enumerable.Range(0, 5 * 6).Select(j => j % 4 / 3f)]);
        using var model = Model(device, 6, 4, 3, 2, AutoencoderObjective.Elbo);
        float[] codes = model.Encode(images), again = model.Reconstruct(images);
        Assert.Equal(5 * 4, codes.Length);
        Assert.Equal(again, model.Decode([.. codes.Chunk(4).SelectMany(code => code[..2])]));
        float[] walk = model.Walk(images.View.SubView(0, 12), 3);
        Assert.Equal(again[..6], walk[..6]);
        Assert.Equal(again[6..12], walk[12..]);
        Assert.Equal(model.Draw(4, Key), model.Draw(4, Key));
        Assert.All(model.Draw(4, Key), pixel => Assert.InRange(pixel, 0, 1));
    }

    [Fact]
    public void More_draws_tell_more_of_the_evidence()
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> images = device.Upload<float>([.. Enumerable.Range(0, 7 * 6).Select(j => (float)(j * j % 3 % 2))]);
        using var model = Model(device, 6, 4, 3, 64, AutoencoderObjective.Elbo);
        EvidenceOfImages few = model.LogEvidence(images, 1, Key), many = model.LogEvidence(images, 200, Key);
        Assert.All(few.EffectiveSampleSize, size => Assert.InRange(size, 1, 3.0001));
        Assert.All(many.EffectiveSampleSize, size => Assert.InRange(size, 50, 600.01));
        Assert.True(many.StandardError.Average() < few.StandardError.Average());
        Assert.InRange(model.Elbo(images, Key), double.NegativeInfinity, many.Value.Average() + 0.1);
        // The evidence of all 64 images sums to 1.
        float[] all = [.. Enumerable.Range(0, 64).SelectMany(x => Enumerable.Range(0, 6).Select(d => (float)((x >> d) & 1)))];
        using DeviceArray<float> every = device.Upload<float>(all);
        Assert.Equal(1, model.LogEvidence(every, 200, Key).Value.Sum(value => Math.Exp(value)), 0.02);
    }

    [Fact]
    public void A_step_on_the_next_images_is_a_step_on_these_and_decay_adds_the_parameters()
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> images = device.Upload<float>([.. Enumerable.Range(0, 5 * 6).Select(j => j % 4 / 3f)]);
        using var one = Model(device, 6, 4, 3, 2, AutoencoderObjective.ImportanceWeighted);
        using var other = Model(device, 6, 4, 3, 2, AutoencoderObjective.ImportanceWeighted);
        using var decayed = new DeviceVariationalAutoencoder(
            device, one.Encoder, one.Decoder, 2, 3, AutoencoderObjective.ImportanceWeighted, decay: 0.5f);
        float[] parameters = one.GetParameters();
        one.StepOn(images, 1, Key, 0.01);
        other.TakeConsecutive(images, 1);
        other.Gradient(Key, 1);
        Assert.Equal(other.GetGradient(), one.GetGradient());
        decayed.StepOn(images, 1, Key, 0.01);
        Assert.All(
            parameters.Zip(one.GetGradient(), decayed.GetGradient()),
            of => Assert.Equal(of.Second + (0.5f * of.First), of.Third, 1e-6f));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.StepOn(images, 5, Key, 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceVariationalAutoencoder(device, one.Encoder, one.Decoder, 2, decay: -1));
    }

    [Fact]
    public void Adams_numbers_may_be_others()
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> images = device.Upload<float>([.. Enumerable.Range(0, 5 * 6).Select(j => j % 4 / 3f)]);
        using var usual = Model(device, 6, 4, 1, 2, AutoencoderObjective.Elbo);
        using var model = new DeviceVariationalAutoencoder(
            device, usual.Encoder, usual.Decoder, 2, adam: new AdamSettings(0.5, 0.75, 0.125, 0.25f));
        double[] before = Array.ConvertAll(model.GetParameters(), p => (double)p);
        model.Step(images, Key, 0.01);
        double[] stepped = Optimisers.Adam(
            before, Array.ConvertAll(model.GetGradient(), g => (double)g), new double[before.Length],
            [.. Enumerable.Repeat(0.25, before.Length)], 1, 0.01, 0.5, 0.75, 0.125).Parameters;
        Assert.All(stepped.Zip(model.GetParameters()), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    [Fact]
    public void The_evidence_of_a_set_is_that_of_its_parts()
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> images = device.Upload<float>([.. Enumerable.Range(0, 5 * 6).Select(j => (float)(j * j % 3 % 2))]);
        using var model = Model(device, 6, 4, 3, 2, AutoencoderObjective.Elbo);
        float[] Of(int first, int count, int rounds, int step) => model.LogEvidence(images.View.SubView(first * 6, count * 6), rounds, Key, step).Value;
        // Batches of two images: the second part's first batch is the set's second.
        Assert.Equal(Of(0, 5, 1, 0), Of(0, 2, 1, 0).Concat(Of(2, 3, 1, 1)));
        Assert.Equal(Of(0, 5, 4, 0), Of(0, 2, 4, 0).Concat(Of(2, 3, 4, 4)));
        Assert.NotEqual(Of(2, 3, 1, 0), Of(2, 3, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(0, 5, 1, -1));
    }

    [Fact]
    public void A_restored_model_goes_on_to_the_same_bits()
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> images = device.Upload<float>([.. Enumerable.Range(0, 5 * 6).Select(j => j % 4 / 3f)]);
        using var one = Model(device, 6, 4, 3, 2, AutoencoderObjective.ImportanceWeighted);
        one.Step(images, Key, 0.01);
        using var other = Model(device, 6, 4, 3, 2, AutoencoderObjective.ImportanceWeighted);
        (float[] first, float[] second) = one.GetOptimiserState();
        (double[] sums, long seen) = one.GetRunning();
        other.SetState(one.GetParameters(), first, second, one.Steps);
        other.SetRunning(sums, seen);
        one.Step(images, Key, 0.01);
        other.Step(images, Key, 0.01);
        Assert.Equal(one.GetParameters(), other.GetParameters());
        Assert.Equal(one.TakeReport(), other.TakeReport());
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Device device = TestDevices.Fastest;
        NetworkDescription Layers(string text, int inputs) => NetworkDescription.Parse(text, inputs);
        var decoder = Assert.Throws<ArgumentException>(
            () => new DeviceVariationalAutoencoder(device, Layers("dense 4", 6), Layers("dense 5", 2), 1));
        Assert.StartsWith("the decoder's outputs has 5 elements; it must have 6.", decoder.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new DeviceVariationalAutoencoder(device, Layers("dense 3", 6), Layers("dense 6", 2), 1));
        Assert.Throws<ArgumentException>(() => new DeviceVariationalAutoencoder(
            device, Layers("dense 5", 6), Layers("dense 6", 2), 1, 2, AutoencoderObjective.DoublyReparameterized));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceVariationalAutoencoder(
            device, Layers("dense 4", 6), Layers("dense 6", 2), 1, optimiser: NetworkOptimiser.Sgd));
        using var full = new DeviceVariationalAutoencoder(device, Layers("dense 5", 6), Layers("dense 6", 2), 1, 2);
        using DeviceArray<float> seven = device.Upload<float>(new float[7]), six = device.Upload<float>(new float[6]);
        Assert.Throws<ArgumentException>(() => full.Step(seven, Key, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => full.TakeConsecutive(six, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => full.Draw(0, Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => full.Decode([]));
        full.Step(six, Key, 0.1);
    }

    private static DeviceVariationalAutoencoder Model(
        Device device, int pixels, int hidden, int draws, int batch, AutoencoderObjective objective) => new(
        device,
        NetworkDescription.Parse($"dense {hidden}, tanh, dense 4", pixels),
        NetworkDescription.Parse($"dense {hidden}, tanh, dense {pixels}", 2),
        batch,
        draws,
        objective);
}

using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>
/// The gradient of a step of training at MNIST's size, with 500 hidden units each way and 20 latent numbers, beside the reference's, and
/// the whole step, minibatch and Adam with it: an item is one image of a batch of 100.
/// </summary>
public class VariationalAutoencoderStepBenchmarks : FormulaBenchmark
{
    private const int Hidden = 500, Latents = 20, Data = 1024;

    private double[] _encoder = [], _decoder = [];
    private double[][] _images = [];
    private DeviceVariationalAutoencoder _model = null!;
    private DeviceArray<float> _data = null!;
    private int _step;

    public override string Id => "variational-autoencoder.gradient";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 8 : 100;

    public override int ReferenceItems => 1;

    public override string Limit =>
        "Some thirty launches for a batch of 100 images: products of small matrices, of which those by 40 and 20 columns fill no tile.";

    // A multiply-add for every weight and image forward and two backward, but for the input's derivative of the first layer.
    public override Cost Cost => new(
        Bytes: 4 * Digits.Pixels,
        Operations: (6 * ((2 * Digits.Pixels * Hidden) + (3 * Hidden * Latents))) - (2 * Digits.Pixels * Hidden) + (40 * Digits.Pixels),
        Normals: Latents);

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    private static LayerSpecification[] Layers(int outputs) =>
        [new(LayerType.Dense, Hidden), new(LayerType.Tanh), new(LayerType.Dense, outputs)];

    protected override void Prepare()
    {
        float[] images = SyntheticDigits.Draw(Data, 0).TrainImages;
        var encoder = NetworkDescription.Parse($"dense {Hidden}, tanh, dense {2 * Latents}", Digits.Pixels);
        var decoder = NetworkDescription.Parse($"dense {Hidden}, tanh, dense {Digits.Pixels}", Latents);
        _model = Own(new DeviceVariationalAutoencoder(Device, encoder, decoder, Items));
        _data = Own(Device.Upload<float>(images));
        _model.TakeConsecutive(_data, 0);
        double[] parameters = Array.ConvertAll(_model.GetParameters(), p => (double)p);
        (_encoder, _decoder) = (parameters[..encoder.Parameters], parameters[encoder.Parameters..]);
        _images = Rows(images, Digits.Pixels, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public AutoencoderGradient Reference() => VariationalAutoencoder.Gradient(
        Layers(2 * Latents), _encoder, Layers(Digits.Pixels), _decoder, _images, Latents, 1, AutoencoderBound.Elbo, new PhiloxKey(1, 2), _step++);

    [Benchmark]
    public void Kernel() => Call(() => _model.Gradient(new DeviceKey(1, 2), _step++));

    [Benchmark]
    public void Step() => Call(() => _model.Step(_data, new DeviceKey(1, 2), 1e-3));
}

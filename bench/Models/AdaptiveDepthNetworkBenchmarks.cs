using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>
/// Loss and gradient at MNIST's size with six layers of 128 features, beside the reference's; an item is one image.
/// </summary>
public class AdaptiveDepthNetworkBenchmarks : FormulaBenchmark
{
    private const int Width = 128, Layers = 6, ReferenceBatch = 2;
    private const double Tau = 0.5;
    private double[] _parameters = [];
    private double[][] _images = [];
    private DeviceAdaptiveDepthNetwork _network = null!;

    public override string Id => "adaptive-depth-network.loss";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 8 : 128;

    public override int ReferenceItems => ReferenceBatch;

    public override string Limit =>
        "A chain of some forty launches, of which each waits for the one before; the products of a batch of 128 are small.";

    // Three products of matrices a dense layer, one forward and two back, of which the stem's goes back to its weights alone.
    public override Cost Cost => new(
        Bytes: 4 * Digits.Pixels,
        Operations: 2.0 * ((2 * Digits.Pixels * Width) + (3 * Layers * Width * Width) + (3 * (Layers + 1) * Width * Digits.Classes)));

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    protected override void Prepare()
    {
        Digits digits = SyntheticDigits.Draw(Items, 0);
        var options = new AdaptiveDepthOptions(Width, Layers, (float)Tau, Items);
        float[] parameters = options.Initial();
        var data = Own(new ClassifierData(Device, digits.TrainImages, digits.TrainLabels, Digits.Classes));
        _network = Own(new DeviceAdaptiveDepthNetwork(Device, options.Size));
        _network.SetParameters(parameters);
        _network.SetTau(options.Tau);
        _network.TakeConsecutive(data, 0);
        _parameters = Array.ConvertAll(parameters, p => (double)p);
        _images = Rows(digits.TrainImages, Digits.Pixels, ReferenceBatch);
    }

    [Benchmark(Baseline = true)]
    public double Reference() =>
        AdaptiveDepthNetwork.Loss(_parameters, _images, new int[ReferenceBatch], Width, Digits.Classes, Tau).Loss;

    [Benchmark]
    public void Kernel() => Call(_network.LossGradient);
}

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

/// <summary>A step of training of LeNet-300-100 on a batch, loss, gradient and Adam, beside the reference; an item is one example.</summary>
[Headline]
public class ClassifierNetworkBenchmarks : FormulaBenchmark
{
    private const int ReferenceBatch = 1;
    private const int Data = 1024;
    private static readonly ExampleShape Shape = new(1, 28, 28);
    private double[] _parameters = [], _moments = [], _images = [];
    private int[] _labels = [];
    private LayerSpecification[] _layers = [];
    private ClassifierData _data = null!;
    private DeviceClassifierNetwork _model = null!;
    private int _step;

    /// <summary>How the weights' noise is drawn: in the pre-activations, or sparse variational dropout's.</summary>
    public enum Noises
    {
        Local,
        Sparse,
    }

    [ParamsAllValues]
    public Noises Noise { get; set; }

    public override string Id => "classifier-network.update";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 4 : 128;

    public override int ReferenceItems => ReferenceBatch;

    public override string Limit =>
        "Some thirty launches a step; passes over every weight and its variance, their exponentials and Adam's quotients among them, "
        + "which the cost shares out over 128 images.";

    // Forward two products, of means and of variances, backward four but the first layer's inputs'; parameters, their gradients and
    // both moments cross once a batch.
    public override Cost Cost => new(
        Bytes: (4 * Digits.Pixels) + (4.0 * 7 * 2 * Weights / Items),
        Operations: (12.0 * Weights) - (4.0 * Digits.Pixels * 300),
        Normals: 410);

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    private static int Weights => (Digits.Pixels * 300) + (300 * 100) + (100 * Digits.Classes);

    protected override void Prepare()
    {
        LayerType type = Noise == Noises.Local ? LayerType.Local : LayerType.Sparse;
        string word = Noise == Noises.Local ? "local" : "sparse";
        NetworkDescription description = NetworkDescription.Parse(
            $"{word} 300, relu, {word} 100, relu, {word} {Digits.Classes}", Digits.Pixels);
        _layers =
        [
            new(type, 300), new(LayerType.Relu), new(type, 100), new(LayerType.Relu), new(type, Digits.Classes),
        ];
        Digits digits = SyntheticDigits.Draw(Data, 0);
        float[] parameters = description.InitialParameters(0);
        _parameters = Array.ConvertAll(parameters, x => (double)x);
        _moments = new double[parameters.Length];
        _images = Array.ConvertAll(digits.TrainImages[..(ReferenceBatch * Digits.Pixels)], x => (double)x);
        _labels = Array.ConvertAll(digits.TrainLabels[..ReferenceBatch], x => (int)x);
        _data = Own(new ClassifierData(Device, digits.TrainImages, digits.TrainLabels, Digits.Classes));
        _model = Own(new DeviceClassifierNetwork(Device, description, Items));
        _model.SetParameters(parameters);
    }

    [Benchmark(Baseline = true)]
    public AdamState Reference() => ClassifierNetwork.Update(
        _layers, Shape, _parameters, _moments, _moments, _images, _labels, Data, 1e-3, 1, new PhiloxKey(1, 2), ++_step);

    [Benchmark]
    public void Kernel() => Call(() => _model.Step(_data, new DeviceKey(1, 2), 1e-3));
}

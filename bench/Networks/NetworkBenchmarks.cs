using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>LeNet-5 without noise over a batch of images, forward and backward; an item is one image.</summary>
public class NetworkBenchmarks : FormulaBenchmark
{
    private const string Text = "conv 20x5, pool 2, conv 50x5, pool 2, dense 500, relu, dense 10";
    private const int Pixels = 784, Classes = 10, ReferenceBatch = 1;
    private static readonly ExampleShape Shape = new(1, 28, 28);

    private static readonly LayerSpecification[] Layers =
    [
        new(LayerType.Conv, 20, FilterSize: 5), new(LayerType.Pool), new(LayerType.Conv, 50, FilterSize: 5), new(LayerType.Pool),
        new(LayerType.Dense, 500), new(LayerType.Relu), new(LayerType.Dense, Classes),
    ];

    private double[] _parameters = [], _input = [], _slope = [];
    private DeviceNetwork _network = null!;

    public enum Ways
    {
        Forward,
        Backward,
    }

    [ParamsAllValues]
    public Ways Way { get; set; }

    public override string Id => Way == Ways.Forward ? "network.forward" : "network.backward";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 2 : 128;

    public override int ReferenceItems => ReferenceBatch;

    public override string Limit => "As its layers: a convolution shares no more than a tile, and every layer waits for the one before.";

    // Both convolutions' and both dense layers' multiply-adds; backward those of inputs and weights, and the forward pass before it.
    public override Cost Cost => new(
        Bytes: 4 * Pixels, Operations: (Way == Ways.Forward ? 2.0 : 6.0) * ((576 * 20 * 25) + (64 * 50 * 500) + (800 * 500) + 5000));

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    protected override void Prepare()
    {
        NetworkDescription description = NetworkDescription.Parse(Text, Pixels);
        float[] parameters = description.InitialParameters(0);
        _parameters = Array.ConvertAll(parameters, x => (double)x);
        _input = LayerNumbers(ReferenceBatch * Pixels);
        _slope = LayerNumbers(ReferenceBatch * Classes);
        Arrays =
        [
            Device.Upload<float>(parameters), Device.Allocate<float>(parameters.Length),
            Device.Upload<float>(Array.ConvertAll(LayerNumbers(Items * Pixels), x => (float)x)),
            Device.Upload<float>(Array.ConvertAll(LayerNumbers(Items * Classes), x => (float)x)),
        ];
        _network = Own(new DeviceNetwork(Device, description, Items, Arrays[0], Arrays[1]));
    }

    [Benchmark(Baseline = true)]
    public double Reference() => Way == Ways.Forward
        ? Network.Forward(Layers, Shape, _parameters, _input, NetworkNoise.Training, default, 0)[0]
        : Network.Backward(Layers, Shape, _parameters, _input, _slope, default, 0).Parameters[0];

    [Benchmark]
    public void Kernel() => Call(() =>
    {
        var pass = new LayerPass(Items, LayerMode.Training, new DeviceKey(1, 2));
        _network.Forward(pass, Arrays[2]);
        if (Way == Ways.Backward)
        {
            _network.Backward(pass, 0, Arrays[2], Arrays[3]);
        }
    });

    private static double[] LayerNumbers(int count) => [.. Enumerable.Range(0, count).Select(i => Math.Sin(i))];
}

using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>The first layer of LeNet-300-100 over a batch, forward and backward; an item is one example.</summary>
public class DenseBenchmarks : FormulaBenchmark
{
    private const int Features = 784, Outputs = 300, ReferenceBatch = 2;

    private double[][] _input = [], _weights = [], _slope = [];

    public enum Ways
    {
        Forward,
        Backward,
    }

    [ParamsAllValues]
    public Ways Way { get; set; }

    public override string Id => Way == Ways.Forward ? "dense.forward" : "dense.backward";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 16 : 128;

    public override int ReferenceItems => ReferenceBatch;

    public override string Limit =>
        "A batch of 128: a product that reads weights by columns copies them before it starts, and a launch costs microseconds.";

    // Inputs and outputs cross once, backward their derivatives as well, and the weights' share of a batch.
    public override Cost Cost => Way == Ways.Forward
        ? new(Bytes: 4 * (Features + Outputs + (Features * Outputs / Items)), Operations: 2.0 * Features * Outputs)
        : new(Bytes: 4 * ((2 * Features) + Outputs + (2 * Features * Outputs / Items)), Operations: 4.0 * Features * Outputs);

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    protected override void Prepare()
    {
        float[] input = Elements(Items * Features, 1), weights = Elements(Features * Outputs, 2), slope = Elements(Items * Outputs, 3);
        Arrays =
        [
            Device.Upload<float>(input), Device.Upload<float>(weights), Device.Upload<float>(slope.AsSpan(0, Outputs)),
            Device.Upload<float>(slope), Device.Allocate<float>(Items * Features), Device.Allocate<float>(Features * Outputs),
        ];
        (_input, _weights, _slope) =
            (Rows(input, Features, ReferenceBatch), Rows(weights, Outputs, Features), Rows(slope, Outputs, ReferenceBatch));
    }

    [Benchmark(Baseline = true)]
    public double Reference() => Way == Ways.Forward
        ? Dense.Forward(_input, _weights, _slope[0])[0][0]
        : Dense.Backward(_input, _weights, _slope).Bias[0];

    [Benchmark]
    public void Kernel() => Call(() =>
    {
        if (Way == Ways.Forward)
        {
            DenseKernels.Forward(Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3]);
        }
        else
        {
            DenseKernels.Backward(Device, Arrays[0], Arrays[1], Arrays[3], Arrays[4], Arrays[5], Arrays[2]);
        }
    });

    private static float[] Elements(int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}

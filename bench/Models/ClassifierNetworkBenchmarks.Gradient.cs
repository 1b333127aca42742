using BayesBench.Data;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>The layers alone: a batch at hand through LeNet-300-100 to its loss, divergence in it, and the gradient.</summary>
public class ClassifierNetworkGradientBenchmarks : ClassifierNetworkBenchmark
{
    private int _step;

    public override string Id => "classifier-network.loss-gradient";

    public override string Limit =>
        "Some twenty-five launches; passes over every weight and its variance, which the cost shares out over 128 images.";

    // Parameters and their gradients cross once a batch.
    public override Cost Cost => new(
        Bytes: (4 * Digits.Pixels) + (4.0 * 2 * 2 * Weights / Items), Operations: Operations, Normals: 410);

    protected override LayerType Layer => LayerType.Local;

    protected override int Batch => 128;

    [Benchmark(Baseline = true)]
    public double[] Reference() => ClassifierNetwork.LossGradient(
        Layers, Shape, Parameters, Images, Labels, Data, 1, new PhiloxKey(1, 2), _step++);

    [Benchmark]
    public void Kernel() => Call(() => Model.Gradient(new DeviceKey(1, 2), _step++));

    protected override void Prepare()
    {
        base.Prepare();
        Model.TakeConsecutive(OnDevice, 0);
    }
}

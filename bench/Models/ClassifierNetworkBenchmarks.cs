using BayesBench.Data;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>A step of training of LeNet-300-100 on a batch, loss, gradient and Adam, beside the reference.</summary>
[Headline]
public class ClassifierNetworkBenchmarks : ClassifierNetworkBenchmark
{
    private double[] _moments = [];
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

    public override string? Variant => Noise == Noises.Local ? "local" : "sparse";

    public override string Limit =>
        "Some thirty launches a step; passes over every weight and its variance, their exponentials and Adam's quotients among them, "
        + "which the cost shares out over the batch.";

    // Parameters, their gradients and both moments cross once a batch.
    public override Cost Cost => new(
        Bytes: (4 * Digits.Pixels) + (4.0 * 7 * 2 * Weights / Items), Operations: Operations, Normals: 410);

    protected override LayerType Layer => Noise == Noises.Local ? LayerType.Local : LayerType.Sparse;

    // Sparse variational dropout has the batch of its recipe.
    protected override int Batch => Noise == Noises.Local ? 128 : 100;

    [Benchmark(Baseline = true)]
    public AdamState Reference() => ClassifierNetwork.Update(
        Layers, Shape, Parameters, _moments, _moments, Images, Labels, Data, 1e-3, 1, new PhiloxKey(1, 2), ++_step);

    [Benchmark]
    public void Kernel() => Call(() => Model.Step(OnDevice, new DeviceKey(1, 2), 1e-3));

    protected override void Prepare()
    {
        base.Prepare();
        _moments = new double[Parameters.Length];
    }
}

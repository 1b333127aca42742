using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Pre-activations under a mask of weights for every example: a uniform number for every product.</summary>
public class DropConnectBenchmarks : LayerBenchmark
{
    private const double Rate = 0.5;

    public override string Id => "drop-connect.forward";

    public override string Limit => "A block of four words for every weight and example, of which one is used.";

    public override Cost Cost => new(
        Bytes: 4 * (Features + Units), Operations: 2 * Features * Units, Uniforms: Features * Units);

    [Benchmark(Baseline = true)]
    public double[] Reference() => DropConnect.Forward(Input, Weights, ReferenceBatch, Rate, Key, 0, Step++);

    [Benchmark]
    public void Kernel() => Call(() => DropConnectKernels.Forward(
        Device, Items, Arrays[0], Arrays[1], (float)Rate, OnDevice, 0, Step++, Arrays[2]));
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Flipout: one draw of the weights, flipped for every example.</summary>
public class FlipoutBenchmarks : LayerEstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Normals: 2);

    // Two normal numbers of about 30, four signs of 2, two maps to (0, 1) of 2; call and sums take 27.
    protected override double Operations => 99;

    protected override string Estimator => "flipout";

    [Benchmark(Baseline = true)]
    public double[] Reference() => Flipout.LayerBlock(
        Toy.Inputs, Toy.Targets, Toy.Means, Toy.StandardDeviations, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>A draw of the weights for every example.</summary>
public class SeparateWeightNoiseBenchmarks : LayerEstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Normals: 4);

    // Four normal numbers of about 30; call and sums take 27.
    protected override double Operations => 147;

    protected override string Estimator => "separate-weight-noise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => SeparateWeightNoise.LayerBlock(
        Toy.Inputs, Toy.Targets, Toy.Means, Toy.StandardDeviations, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>One draw of the weights for a minibatch.</summary>
public class SharedWeightNoiseBenchmarks : LayerEstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Normals: 2);

    // Two normal numbers of about 30; call and sums take 24.
    protected override double Operations => 84;

    protected override string Estimator => "shared-weight-noise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => SharedWeightNoise.LayerBlock(
        Toy.Inputs, Toy.Targets, Toy.Means, Toy.StandardDeviations, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

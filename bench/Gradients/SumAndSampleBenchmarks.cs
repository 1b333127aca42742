using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Sum and sample.</summary>
public class SumAndSampleBenchmarks : CategoricalEstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: 1);

    // A comparison and two choices, the sums of both components 14, the map to (0, 1) 2.
    protected override double Operations => 19;

    protected override string Estimator => "sum-and-sample";

    [Benchmark(Baseline = true)]
    public double[] Reference() => SumAndSample.CategoricalBlock(
        Toy.Target, Toy.FirstLogit, Toy.SecondLogit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

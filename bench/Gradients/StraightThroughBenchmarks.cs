using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Straight-through.</summary>
public class StraightThroughBenchmarks : BernoulliEstimatorBenchmark
{
    protected override string Estimator => "straight-through";

    [Benchmark(Baseline = true)]
    public double[] Reference() => StraightThrough.BernoulliBlock(Toy.Target, Toy.Logit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

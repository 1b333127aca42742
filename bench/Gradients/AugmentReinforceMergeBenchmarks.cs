using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Augment-REINFORCE-merge.</summary>
public class AugmentReinforceMergeBenchmarks : BernoulliEstimatorBenchmark
{
    protected override string Estimator => "augment-reinforce-merge";

    [Benchmark(Baseline = true)]
    public double[] Reference() => AugmentReinforceMerge.BernoulliBlock(Toy.Target, Toy.Logit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

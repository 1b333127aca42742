using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>DisARM.</summary>
public class DisArmBenchmarks : BernoulliEstimatorBenchmark
{
    protected override string Estimator => "dis-arm";

    [Benchmark(Baseline = true)]
    public double[] Reference() => DisArm.BernoulliBlock(Toy.Target, Toy.Logit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>MuProp.</summary>
public class MuPropBenchmarks : BernoulliEstimatorBenchmark
{
    protected override string Estimator => "mu-prop";

    [Benchmark(Baseline = true)]
    public double[] Reference() => MuProp.BernoulliBlock(Toy.Target, Toy.Logit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Enumeration: what a study spends where an estimator costs nothing.</summary>
public class EnumerationBenchmarks : BernoulliEstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations);

    // The gradient is a constant of the launch, its draws are never looked at; the sums take 7.
    protected override double Operations => 7;

    protected override string Estimator => "enumeration";

    [Benchmark(Baseline = true)]
    public double[] Reference() => Enumeration.BernoulliBlock(Toy.Target, Toy.Logit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

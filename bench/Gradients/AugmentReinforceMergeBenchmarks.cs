using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Augment-REINFORCE-merge gradients of (b - 0.45)^2: a uniform number each.</summary>
public class AugmentReinforceMergeBenchmarks : EstimatorBenchmark
{
    private static readonly BernoulliProblem Toy = new(0.45, -0.8473);

    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: 1);

    // The call takes 5, the sums 7, the map to (0, 1) 2.
    protected override double Operations => 14;

    protected override string Estimator => "augment-reinforce-merge";

    protected override GradientProblem Asked => Toy;

    [Benchmark(Baseline = true)]
    public double[] Reference() => AugmentReinforceMerge.BernoulliBlock(Toy.Target, Toy.Logit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

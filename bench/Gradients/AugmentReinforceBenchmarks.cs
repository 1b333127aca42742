using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Augment-REINFORCE of two samples.</summary>
public class AugmentReinforceBenchmarks : BernoulliEstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: Samples);

    // Two terms of 5 and their maps to (0, 1), the mean, the sums.
    protected override double Operations => 22;

    protected override string Estimator => "augment-reinforce";

    protected override int Samples => 2;

    [Benchmark(Baseline = true)]
    public double[] Reference() => AugmentReinforce.BernoulliBlock(Toy.Target, Toy.Logit, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>REBAR at temperature 0.5 and scale 1.</summary>
public class RebarBenchmarks : BernoulliEstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: 2);

    // Three logarithms of 26, four logistic functions of 22, the call 35, the sums 7, the maps to (0, 1) 4.
    protected override double Operations => 212;

    protected override string Estimator => "rebar";

    [Benchmark(Baseline = true)]
    public double[] Reference() => Rebar.BernoulliBlock(Toy.Target, Toy.Logit, 0.5, 1, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>The stratified draw without replacement.</summary>
public class StratifiedWithoutReplacementBenchmarks : CategoricalEstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: 1);

    // Two comparisons and three choices, two sums of three, the sums of both components 14, the map to (0, 1) 2.
    protected override double Operations => 31;

    protected override string Estimator => "stratified-without-replacement";

    [Benchmark(Baseline = true)]
    public double[] Reference() => StratifiedWithoutReplacement.CategoricalBlock(
        Toy.Target, Toy.FirstLogit, Toy.SecondLogit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

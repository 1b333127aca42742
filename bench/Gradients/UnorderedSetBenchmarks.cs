using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>The unordered set estimator.</summary>
public class UnorderedSetBenchmarks : CategoricalEstimatorBenchmark
{
    protected override string Estimator => "unordered-set";

    [Benchmark(Baseline = true)]
    public double[] Reference() => UnorderedSet.CategoricalBlock(
        Toy.Target, Toy.FirstLogit, Toy.SecondLogit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

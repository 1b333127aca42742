using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Bounds of 64 weights each.</summary>
public class ImportanceWeightedBenchmarks : LogRowBenchmark
{
    public override string Id => "importance-weighted.bound";

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(ImportanceWeighted.Bound);

    [Benchmark]
    public void Kernel() => Apply(ImportanceWeightedKernels.Bound);
}

using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Sums of rows of 64 logarithms.</summary>
public class LogSumExpBenchmarks : LogRowBenchmark
{
    public override string Id => "log-sum-exp.value";

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(LogSumExp.Value);

    [Benchmark]
    public void Kernel() => Apply(LogSumExpKernels.Value);
}

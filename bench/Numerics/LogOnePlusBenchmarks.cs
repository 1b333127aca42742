using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Numerics;

/// <summary>The logarithm of one plus a number, over a batch.</summary>
public class LogOnePlusBenchmarks : UnaryBenchmark
{
    public override string Id => "log-one-plus.value";

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(LogOnePlus.Value);

    [Benchmark]
    public void Kernel() => Apply(LogOnePlusKernels.Value);
}

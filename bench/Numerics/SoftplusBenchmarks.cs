using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Numerics;

/// <summary>The softplus function over a batch: an exponential and a logarithm each.</summary>
public class SoftplusBenchmarks : UnaryBenchmark
{
    public override string Id => "softplus.value";

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(Softplus.Value);

    [Benchmark]
    public void Kernel() => Apply(SoftplusKernels.Value);
}

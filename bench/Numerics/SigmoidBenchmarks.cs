using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Numerics;

/// <summary>The logistic function over a batch: an exponential and a division each.</summary>
public class SigmoidBenchmarks : UnaryBenchmark
{
    public override string Id => "sigmoid.value";

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(Sigmoid.Value);

    [Benchmark]
    public void Kernel() => Apply(SigmoidKernels.Value);
}

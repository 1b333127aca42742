using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Random;

/// <summary>Uniform numbers in bulk: a quarter of a block and a product each.</summary>
public class UnitIntervalBenchmarks : DrawBenchmark<float>
{
    public override string Id => "unit-interval.fill";

    public override Cost Cost => new(Bytes: 4, Operations: 1, Uniforms: 1);

    [Benchmark(Baseline = true)]
    public double[] Reference() => Draw(UnitInterval.Fill);

    [Benchmark]
    public void Kernel() => Draw(UnitIntervalKernels.Fill);
}

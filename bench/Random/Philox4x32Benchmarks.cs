using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Random;

/// <summary>Random words in bulk: ten rounds of two products for four words, no floating point.</summary>
[Headline]
public class Philox4x32Benchmarks : DrawBenchmark<uint>
{
    public override string Id => "philox-4x32.fill";

    public override Cost Cost => new(Bytes: 4, Operations: 0, Words: 1);

    [Benchmark(Baseline = true)]
    public uint[] Reference() => Draw(Philox4x32.Fill);

    [Benchmark]
    public void Kernel() => Draw(Philox4x32Kernels.Fill);
}

using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Random;

/// <summary>Normal numbers in bulk: half a logarithm, half a root and a sine or cosine each.</summary>
[Headline]
public class BoxMullerBenchmarks : DrawBenchmark<float>
{
    public override string Id => "box-muller.fill";

    public override Cost Cost => new(Bytes: 4, Operations: 25, Normals: 1);

    [Benchmark(Baseline = true)]
    public double[] Reference() => Draw(BoxMuller.Fill);

    [Benchmark]
    public void Kernel() => Draw(BoxMullerKernels.Fill);
}

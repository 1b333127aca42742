using BayesBench.Kernels.Networks;
using BayesBench.Numerics;
using BayesBench.Reference.Networks;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>The approximate divergence of every weight: a sigmoid and a softplus.</summary>
public class SparseVariationalDropoutBenchmarks : UnaryBenchmark
{
    public override string Id => "sparse-variational-dropout.negative-kl";

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(SparseVariationalDropout.NegativeKl);

    [Benchmark]
    public void Kernel() => Apply(SparseVariationalDropoutKernels.NegativeKl);
}

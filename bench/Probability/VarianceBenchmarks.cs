using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>Variances: each law is read twice, three operations an element more than its mean.</summary>
public class VarianceBenchmarks : DiscreteLawBenchmark
{
    public override string Id => "variance.discrete";

    protected override int OperationsOfElement => 6;

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(Variance.Discrete);

    [Benchmark]
    public void Kernel() => Apply(VarianceKernels.Discrete);
}

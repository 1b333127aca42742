using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>Means: one product and one sum an element.</summary>
public class ExpectationBenchmarks : DiscreteLawBenchmark
{
    public override string Id => "expectation.discrete";

    protected override int OperationsOfElement => 2;

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(Expectation.Discrete);

    [Benchmark]
    public void Kernel() => Apply(ExpectationKernels.Discrete);
}

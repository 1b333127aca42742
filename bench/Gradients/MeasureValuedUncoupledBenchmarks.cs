using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Measure-valued gradients of (x - 3)^2, with independent draws.</summary>
public class MeasureValuedUncoupledBenchmarks : EstimatorBenchmark
{
    // A whole block, counted as four normal numbers: a length costs less than one.
    public override Cost Cost => new(Bytes: 0, Operations, Normals: 4);

    // Four numbers of about 30, four values of f of 4, a root; results and sums take 24.
    protected override double Operations => 164;

    protected override string Estimator => "measure-valued-uncoupled";

    [Benchmark(Baseline = true)]
    public double[] Reference() => MeasureValuedUncoupled.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

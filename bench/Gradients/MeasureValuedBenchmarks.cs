using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Measure-valued gradients of (x - 3)^2, with coupled draws.</summary>
public class MeasureValuedBenchmarks : EstimatorBenchmark
{
    // Half a block, counted as two normal numbers: a length costs less than one.
    public override Cost Cost => new(Bytes: 0, Operations, Normals: 2);

    // Two numbers of about 30, four values of f of 4, a root; results and sums take 24.
    protected override double Operations => 104;

    protected override string Estimator => "measure-valued";

    [Benchmark(Baseline = true)]
    public double[] Reference() => MeasureValued.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

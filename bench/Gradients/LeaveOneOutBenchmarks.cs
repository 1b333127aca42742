using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Leave-one-out gradients of (x - 3)^2 from four samples.</summary>
[Headline]
public class LeaveOneOutBenchmarks : EstimatorBenchmark
{
    // Four normal numbers take about 120, call and sums 52.
    protected override double Operations => 172;

    protected override string Estimator => "leave-one-out";

    protected override int Samples => 4;

    [Benchmark(Baseline = true)]
    public double[] Reference() => LeaveOneOut.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

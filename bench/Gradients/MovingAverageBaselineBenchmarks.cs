using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Score-function gradients of (x - 3)^2 from four samples, with a moving average as their baseline.</summary>
public class MovingAverageBaselineBenchmarks : EstimatorBenchmark
{
    // Four normal numbers take about 120, call and sums 64.
    protected override double Operations => 184;

    protected override string Estimator => "moving-average-baseline";

    protected override int Samples => 4;

    [Benchmark(Baseline = true)]
    public double[] Reference() => MovingAverageBaseline.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, decay: 0.9f, start: 0, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Estimates of the gradient of (x - 3)^2 from four samples, their mean as baseline.</summary>
public class OwnSampleBaselineBenchmarks : EstimatorBenchmark
{
    // Four normal numbers take about 120, call and sums 54.
    protected override double Operations => 174;

    protected override string Estimator => "own-sample-baseline";

    protected override int Samples => 4;

    [Benchmark(Baseline = true)]
    public double[] Reference() => OwnSampleBaseline.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

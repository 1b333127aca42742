using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Pathwise gradients of (x - 3)^2.</summary>
[Headline]
public class PathwiseBenchmarks : EstimatorBenchmark
{
    // Call and sums take 12.
    protected override double Operations => 42;

    protected override string Estimator => "pathwise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => Pathwise.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

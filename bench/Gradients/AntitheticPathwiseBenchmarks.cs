using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Pathwise gradients of (x - 3)^2, averaged over a noise and its mirror image.</summary>
public class AntitheticPathwiseBenchmarks : EstimatorBenchmark
{
    // Call and sums take 20.
    protected override double Operations => 50;

    protected override string Estimator => "antithetic-pathwise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => AntitheticPathwise.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

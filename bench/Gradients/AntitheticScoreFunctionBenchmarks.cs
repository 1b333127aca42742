using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Score-function gradients of (x - 3)^2, averaged over a noise and its mirror image.</summary>
public class AntitheticScoreFunctionBenchmarks : EstimatorBenchmark
{
    // Call and sums take 22.
    protected override double Operations => 52;

    protected override string Estimator => "antithetic-score-function";

    [Benchmark(Baseline = true)]
    public double[] Reference() => AntitheticScoreFunction.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

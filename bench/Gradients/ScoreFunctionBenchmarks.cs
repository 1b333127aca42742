using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Score-function gradients of (x - 3)^2.</summary>
[Headline]
public class ScoreFunctionBenchmarks : EstimatorBenchmark
{
    // Call and sums take 15.
    protected override double Operations => 45;

    protected override string Estimator => "score-function";

    [Benchmark(Baseline = true)]
    public double[] Reference() => ScoreFunction.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Score-function gradients of (x - 3)^2 with the baselines of least variance.</summary>
public class BaselineBenchmarks : EstimatorBenchmark
{
    private static readonly double[] Optimal =
        Baseline.NormalOptimal(Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation);

    public override string Id => "baseline.normal-block";

    // As without one, and two subtractions.
    protected override double Operations => 47;

    protected override string Estimator => "optimal-baseline";

    [Benchmark(Baseline = true)]
    public double[] Reference() => Baseline.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, Optimal, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

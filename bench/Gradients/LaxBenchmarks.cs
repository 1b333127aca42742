using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Gradients of cos(1.4 x) by LAX with a trained surrogate.</summary>
public class LaxBenchmarks : EstimatorBenchmark
{
    private static readonly NormalProblem Cosine = new(Objective.Cosine, 1.4, 1, 1);
    private static readonly double[] Weights = Lax.NormalWeights(Objective.Cosine, 1.4, 1, 1);

    protected override GradientProblem Asked => Cosine;

    // A normal number takes about 30, a cosine about 20, call and sums 27.
    protected override double Operations => 77;

    protected override string Estimator => "lax";

    [Benchmark(Baseline = true)]
    public double[] Reference() => Lax.NormalBlock(
        Cosine.Objective, Cosine.K, Cosine.Mean, Cosine.StandardDeviation, Weights, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

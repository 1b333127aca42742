using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Delta-method gradients of cos(1.4 x): of a quadratic it would leave nothing to do.</summary>
public class DeltaMethodBenchmarks : EstimatorBenchmark
{
    private static readonly NormalProblem Cosine = new(Objective.Cosine, 1.4, 1, 1);

    protected override GradientProblem Asked => Cosine;

    // A normal number takes about 30, a cosine about 20, call and sums 21.
    protected override double Operations => 71;

    protected override string Estimator => "delta-method";

    [Benchmark(Baseline = true)]
    public double[] Reference() => DeltaMethod.NormalBlock(
        Cosine.Objective, Cosine.K, Cosine.Mean, Cosine.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

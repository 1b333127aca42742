using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Implicit reparametrisation of a beta law.</summary>
public class BetaImplicitPathwiseBenchmarks : BetaEstimatorBenchmark
{
    // The attempts take 200 each, three logarithms and a series; digamma 30 twice; 12 steps of the fraction 70 each.
    protected override double Operations => 1300;

    protected override string Estimator => "beta-implicit-pathwise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => BetaImplicitPathwise.BetaBlock(Toy.Alpha, Toy.Beta, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

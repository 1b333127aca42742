using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>A beta draw as a quotient of gamma draws that move with their shapes.</summary>
public class BetaQuotientPathwiseBenchmarks : BetaEstimatorBenchmark
{
    // The attempts take 200 each, three logarithms and a series; digamma 30 twice; 25 terms of P's series 6 each, twice.
    protected override double Operations => 760;

    protected override string Estimator => "beta-quotient-pathwise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => BetaQuotientPathwise.BetaBlock(Toy.Alpha, Toy.Beta, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

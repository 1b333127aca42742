using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Reparametrised rejection sampling.</summary>
public class RejectionPathwiseBenchmarks : GammaEstimatorBenchmark
{
    // The attempt takes 200, three logarithms and a series; the call one more of either and 20 besides.
    protected override double Operations => 340;

    protected override string Estimator => "rejection-pathwise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => RejectionPathwise.GammaBlock(Toy.Shape, Toy.Rate, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

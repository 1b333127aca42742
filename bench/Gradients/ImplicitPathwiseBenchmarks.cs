using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Implicit reparametrisation.</summary>
public class ImplicitPathwiseBenchmarks : GammaEstimatorBenchmark
{
    // The attempt takes 200, three logarithms and a series; digamma 30; 25 terms of P's series 6 each.
    protected override double Operations => 380;

    protected override string Estimator => "implicit-pathwise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => ImplicitPathwise.GammaBlock(Toy.Shape, Toy.Rate, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

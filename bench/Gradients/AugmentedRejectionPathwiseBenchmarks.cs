using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Reparametrised rejection sampling with shape augmentation.</summary>
public class AugmentedRejectionPathwiseBenchmarks : GammaEstimatorBenchmark
{
    // The attempt takes 200, three logarithms and a series; the call one more of either and 20 besides.
    protected override double Operations => 340;

    protected override string Estimator => "augmented-rejection-pathwise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => AugmentedRejectionPathwise.GammaBlock(Toy.Shape, Toy.Rate, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

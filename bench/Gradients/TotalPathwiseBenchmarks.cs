using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Total derivatives of the evidence lower bound.</summary>
public class TotalPathwiseBenchmarks : ElboEstimatorBenchmark
{
    // Call and sums take 11.
    protected override double Operations => 41;

    protected override string Estimator => "total-pathwise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => TotalPathwise.ElboBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Path derivatives of the evidence lower bound.</summary>
public class StickingTheLandingBenchmarks : ElboEstimatorBenchmark
{
    // Call and sums take 10.
    protected override double Operations => 40;

    protected override string Estimator => "sticking-the-landing";

    [Benchmark(Baseline = true)]
    public double[] Reference() => StickingTheLanding.ElboBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

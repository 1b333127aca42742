using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Pathwise gradients of the evidence lower bound, the divergence in closed form.</summary>
public class AnalyticKullbackLeiblerBenchmarks : ElboEstimatorBenchmark
{
    // Call and sums take 14.
    protected override double Operations => 44;

    protected override string Estimator => "analytic-kullback-leibler";

    [Benchmark(Baseline = true)]
    public double[] Reference() => AnalyticKullbackLeibler.ElboBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Path derivatives of log weights, averaged by the weights.</summary>
public class ImportanceWeightedStickingTheLandingBenchmarks : BoundEstimatorBenchmark
{
    protected override string Estimator => "importance-weighted-sticking-the-landing";

    [Benchmark(Baseline = true)]
    public double[] Reference() => ImportanceWeightedStickingTheLanding.BoundBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

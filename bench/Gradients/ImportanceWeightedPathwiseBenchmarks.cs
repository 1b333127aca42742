using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Pathwise gradients of the importance-weighted bound.</summary>
public class ImportanceWeightedPathwiseBenchmarks : BoundEstimatorBenchmark
{
    protected override string Estimator => "importance-weighted-pathwise";

    [Benchmark(Baseline = true)]
    public double[] Reference() => ImportanceWeightedPathwise.BoundBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Reweighted wake-sleep's update of q.</summary>
public class ReweightedWakeSleepBenchmarks : BoundEstimatorBenchmark
{
    protected override string Estimator => "reweighted-wake-sleep";

    [Benchmark(Baseline = true)]
    public double[] Reference() => ReweightedWakeSleep.BoundBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Pathwise gradients of Renyi's variational bound of order 0.5.</summary>
public class RenyiBoundBenchmarks : BoundEstimatorBenchmark
{
    public override string Id => "renyi-bound.bound-block"; // of any order

    protected override string Estimator => "renyi-bound-0.5";

    [Benchmark(Baseline = true)]
    public double[] Reference() => RenyiBound.BoundBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, 0.5, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

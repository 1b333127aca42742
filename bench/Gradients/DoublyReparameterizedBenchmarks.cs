using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Doubly reparametrised gradients of the importance-weighted bound.</summary>
public class DoublyReparameterizedBenchmarks : BoundEstimatorBenchmark
{
    protected override string Estimator => "doubly-reparameterized";

    [Benchmark(Baseline = true)]
    public double[] Reference() => DoublyReparameterized.BoundBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

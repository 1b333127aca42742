using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Doubly reparametrised gradients of the importance-weighted bound of four samples.</summary>
public class DoublyReparameterizedBenchmarks : EstimatorBenchmark
{
    private static readonly ImportanceWeightedProblem Toy = new(3, 2, 1, 1);

    // Four normal numbers take about 120, an exponential and 18 more for each sample about 128, the rest and the sums 11.
    protected override double Operations => 259;

    protected override string Estimator => "doubly-reparameterized";

    protected override GradientProblem Asked => Toy;

    protected override int Samples => 4;

    [Benchmark(Baseline = true)]
    public double[] Reference() => DoublyReparameterized.BoundBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Tail-adaptive gradients, ranks and all.</summary>
public class TailAdaptiveBenchmarks : BoundEstimatorBenchmark
{
    // Four normal numbers take about 120, a log weight and its comparison with those before it 46, four weighted slopes 27, the sums 11.
    protected override double Operations => 204;

    protected override string Estimator => "tail-adaptive";

    [Benchmark(Baseline = true)]
    public double[] Reference() => TailAdaptive.BoundBlock(
        Toy.PosteriorMean, Toy.PosteriorStandardDeviation, Toy.Mean, Toy.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

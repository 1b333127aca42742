using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>The binary Concrete relaxation at temperature 0.5.</summary>
public class ConcreteBenchmarks : BernoulliEstimatorBenchmark
{
    public override string Id => "concrete.bernoulli-block"; // at any temperature

    // Two logarithms of 26 and two logistic functions of 22, the call 8, the sums 7, the map to (0, 1) 2.
    protected override double Operations => 113;

    protected override string Estimator => "concrete-0.5";

    [Benchmark(Baseline = true)]
    public double[] Reference() => Concrete.BernoulliBlock(Toy.Target, Toy.Logit, 0.5, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

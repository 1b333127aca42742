using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>RELAX at temperature 0.5 and the weights of least variance.</summary>
public class RelaxBenchmarks : BernoulliEstimatorBenchmark
{
    private static readonly double[] Weights = Relax.BernoulliWeights(Toy.Target, Toy.Logit, 0.5);

    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: 2);

    // Three logarithms of 26, four logistic functions of 22, the call 41, the sums 7, the maps to (0, 1) 4.
    protected override double Operations => 218;

    protected override string Estimator => "relax";

    [Benchmark(Baseline = true)]
    public double[] Reference() =>
        Relax.BernoulliBlock(Toy.Target, Toy.Logit, 0.5, Weights, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>The score function of a bound of four samples.</summary>
public class MultiSampleScoreFunctionBenchmarks : BernoulliBoundBenchmark
{
    protected override string Estimator => "multi-sample-score-function";

    // Maps to (0, 1) 8, four draws 8, a logarithm 22, the rest of the call 14, the sums 7.
    protected override double Operations => 59;

    [Benchmark(Baseline = true)]
    public double[] Reference() => MultiSampleScoreFunction.BernoulliBoundBlock(Toy.PosteriorLogit, Toy.Logit, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Local DisARM with four pairs.</summary>
public class LocalDisArmBenchmarks : BernoulliBoundBenchmark
{
    protected override string Estimator => "local-dis-arm";

    // Maps to (0, 1) 8, four pairs 32, two logarithms of 22, the rest of the call 25, the sums 7.
    protected override double Operations => 116;

    [Benchmark(Baseline = true)]
    public double[] Reference() => LocalDisArm.BernoulliBoundBlock(Toy.PosteriorLogit, Toy.Logit, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>DisARM for categories by breaking a stick.</summary>
public class CategoricalDisArmBenchmarks : CategoricalEstimatorBenchmark
{
    protected override string Estimator => "categorical-dis-arm";

    [Benchmark(Baseline = true)]
    public double[] Reference() => CategoricalDisArm.CategoricalBlock(
        Toy.Target, Toy.FirstLogit, Toy.SecondLogit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

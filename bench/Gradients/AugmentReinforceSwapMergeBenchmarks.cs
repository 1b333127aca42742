using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Augment-REINFORCE-swap-merge.</summary>
public class AugmentReinforceSwapMergeBenchmarks : CategoricalEstimatorBenchmark
{
    // Four categories of three products and three comparisons each, in double, the call 34, the sums 14, the maps to (0, 1) 4.
    protected override double Operations => 76;

    protected override string Estimator => "augment-reinforce-swap-merge";

    [Benchmark(Baseline = true)]
    public double[] Reference() => AugmentReinforceSwapMerge.CategoricalBlock(
        Toy.Target, Toy.FirstLogit, Toy.SecondLogit, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

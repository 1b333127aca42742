using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>The gradients of a chain of two nodes, two uniform numbers each.</summary>
public class DownstreamCostBenchmarks : EstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: 2);

    // The call takes about 12, the sums of both components 14, the maps to (0, 1) 4.
    protected override double Operations => 30;

    protected override string Estimator => "downstream-cost";

    protected override GradientProblem Asked => Toy;

    private static ChainProblem Toy { get; } = new(0.45, -0.8473, 0.3, 1);

    [Benchmark(Baseline = true)]
    public double[] Reference() => DownstreamCost.ChainBlock(
        Toy.Target, Toy.FirstLogit, Toy.SecondLogit, Toy.Coupling, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Second derivatives of the surrogate loss of a chain of two nodes, two uniform numbers each.</summary>
public class SurrogateLossBenchmarks : EstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: 2);

    // The call takes about 10, the sums of both components 14, the maps to (0, 1) 4.
    protected override double Operations => 28;

    protected override string Estimator => "surrogate-loss";

    protected override GradientProblem Asked => Toy;

    private static ChainHessianProblem Toy { get; } = new(0.45, -0.8473, 0.3, 1);

    [Benchmark(Baseline = true)]
    public double[] Reference() => SurrogateLoss.ChainHessianBlock(
        Toy.Target, Toy.FirstLogit, Toy.SecondLogit, Toy.Coupling, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

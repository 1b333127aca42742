using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Pathwise gradients of (x - 3)^2 averaged over four scrambled points.</summary>
public class QuasiMonteCarloPathwiseBenchmarks : EstimatorBenchmark
{
    // Five generator blocks scramble a point.
    public override Cost Cost => new(Bytes: 0, Operations, Words: 20 * Samples);

    // A quantile takes about 40, each sample's call 6, the sums 14.
    protected override double Operations => 198;

    protected override string Estimator => "quasi-monte-carlo-pathwise";

    protected override int Samples => 4;

    [Benchmark(Baseline = true)]
    public double[] Reference() => QuasiMonteCarloPathwise.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

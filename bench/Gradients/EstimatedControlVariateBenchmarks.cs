using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Score-function gradients of (x - 3)^2 from four samples, three of them for a control variate's coefficient.</summary>
public class EstimatedControlVariateBenchmarks : EstimatorBenchmark
{
    // Four normal numbers take about 120, each sample's call and control variate 27, the sums 14.
    protected override double Operations => 242;

    protected override string Estimator => "estimated-control-variate";

    protected override int Samples => 4;

    [Benchmark(Baseline = true)]
    public double[] Reference() => EstimatedControlVariate.NormalBlock(
        Problem.Objective, Problem.K, Problem.Mean, Problem.StandardDeviation, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

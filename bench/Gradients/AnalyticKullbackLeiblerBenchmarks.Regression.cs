using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Gradients of the evidence lower bound with the divergence in closed form of a linear regression.</summary>
public class AnalyticKullbackLeiblerRegressionBenchmarks : RegressionEstimatorBenchmark
{
    // Eight normal numbers of about 30 and what each counts, 8 and 6 operations; call and sums take 32.
    protected override double Operations => 384;

    protected override string Estimator => "analytic-kullback-leibler";

    [Benchmark(Baseline = true)]
    public double[] Reference() => AnalyticKullbackLeibler.RegressionBlock(
        Toy.Design, Toy.Targets, Toy.NoiseDeviation, Toy.PriorDeviation, Toy.Means, Toy.StandardDeviations, Toy.Coordinate, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

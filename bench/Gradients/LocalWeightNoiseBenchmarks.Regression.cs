using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Local reparametrisation of the evidence lower bound of a linear regression.</summary>
public class LocalWeightNoiseRegressionBenchmarks : RegressionEstimatorBenchmark
{
    // Four normal numbers of about 30, 8 operations for each, and 20 beside.
    protected override double Operations => 172;

    protected override string Estimator => "local-weight-noise";

    protected override int Numbers => Toy.Targets.Length;

    [Benchmark(Baseline = true)]
    public double[] Reference() => LocalWeightNoise.RegressionBlock(
        Toy.Design, Toy.Targets, Toy.NoiseDeviation, Toy.PriorDeviation, Toy.Means, Toy.StandardDeviations, Toy.Coordinate, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

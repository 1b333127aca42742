using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Leave-one-out gradients from four samples, of the evidence lower bound of a linear regression.</summary>
public class LeaveOneOutRegressionBenchmarks : RegressionEstimatorBenchmark
{
    // A sample's eight normal numbers of about 30 and what each counts, 8 and 6 operations, and 30 beside; sums take 16.
    protected override double Operations => 1544;

    protected override string Estimator => "leave-one-out";

    protected override int Samples => 4;

    [Benchmark(Baseline = true)]
    public double[] Reference() => LeaveOneOut.RegressionBlock(
        Toy.Design, Toy.Targets, Toy.NoiseDeviation, Toy.PriorDeviation, Toy.Means, Toy.StandardDeviations, Toy.Coordinate, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}

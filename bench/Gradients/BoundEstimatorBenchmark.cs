using BayesBench.Agreements.Gradients;

namespace BayesBench.Gradients;

/// <summary>The gradients of the importance-weighted bound of N(1, 1) with four samples where the posterior is N(3, 4).</summary>
public abstract class BoundEstimatorBenchmark : EstimatorBenchmark
{
    protected static ImportanceWeightedProblem Toy { get; } = new(3, 2, 1, 1);

    // Four normal numbers take about 120, an exponential and 18 more for each sample about 128, the rest and the sums 11.
    protected override double Operations => 259;

    protected override GradientProblem Asked => Toy;

    protected override int Samples => 4;
}

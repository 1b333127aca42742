using BayesBench.Agreements.Gradients;

namespace BayesBench.Gradients;

/// <summary>The gradients of the evidence lower bound of N(1, 1) where the posterior is N(3, 4).</summary>
public abstract class ElboEstimatorBenchmark : EstimatorBenchmark
{
    protected static ElboProblem Toy { get; } = new(3, 2, 1, 1);

    protected override GradientProblem Asked => Toy;
}

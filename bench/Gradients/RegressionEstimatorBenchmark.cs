using BayesBench.Agreements.Gradients;
using BayesBench.Support;

namespace BayesBench.Gradients;

/// <summary>The gradients of the evidence lower bound of a linear regression of eight weights, by the last of them.</summary>
public abstract class RegressionEstimatorBenchmark : EstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Normals: Numbers);

    protected static LinearRegressionProblem Toy { get; } =
        LinearRegressionProblem.Of(0.25, mean: 1).Last();

    protected override GradientProblem Asked => Toy;

    /// <summary>Normal numbers of a call.</summary>
    protected virtual int Numbers => Samples * Toy.Means.Length;
}

using BayesBench.Agreements.Gradients;
using BayesBench.Support;

namespace BayesBench.Gradients;

/// <summary>The gradients of (x - 0.45)^2 by two logits of three categories, two uniform numbers each.</summary>
public abstract class CategoricalEstimatorBenchmark : EstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: 2);

    protected static CategoricalProblem Toy { get; } = new(0.45, -0.8473, 0.3);

    // The call takes about 20, the sums of both components 14, the maps to (0, 1) 4.
    protected override double Operations => 38;

    protected override GradientProblem Asked => Toy;
}

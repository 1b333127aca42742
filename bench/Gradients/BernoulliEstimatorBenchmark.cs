using BayesBench.Agreements.Gradients;
using BayesBench.Support;

namespace BayesBench.Gradients;

/// <summary>The gradients of (b - 0.45)^2 by the logit, a uniform number each.</summary>
public abstract class BernoulliEstimatorBenchmark : EstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: 1);

    protected static BernoulliProblem Toy { get; } = new(0.45, -0.8473);

    // The call takes 5, the sums 7, the map to (0, 1) 2.
    protected override double Operations => 14;

    protected override GradientProblem Asked => Toy;
}

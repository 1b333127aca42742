using BayesBench.Agreements.Gradients;
using BayesBench.Support;

namespace BayesBench.Gradients;

/// <summary>The gradients of the bound of Bernoulli(0.3) with four samples where the posterior's logit is 2.</summary>
public abstract class BernoulliBoundBenchmark : EstimatorBenchmark
{
    public override Cost Cost => new(Bytes: 0, Operations, Uniforms: Samples);

    protected static BernoulliBoundProblem Toy { get; } = new(2, -0.8473);

    protected override GradientProblem Asked => Toy;

    protected override int Samples => 4;
}

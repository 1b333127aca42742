using BayesBench.Agreements.Gradients;
using BayesBench.Support;

namespace BayesBench.Gradients;

/// <summary>The gradients of E ln x by the parameters of a gamma law, a draw by rejection each.</summary>
public abstract class GammaEstimatorBenchmark : EstimatorBenchmark
{
    public override string Limit =>
        "Attempts in double until one is accepted, the call in double: a loop of other length in every lane.";

    // A normal number for an attempt, of which 98 in 100 are accepted.
    public override Cost Cost => new(Bytes: 0, Operations, Normals: 1);

    protected static GammaProblem Toy { get; } = new(4, 1);

    protected override GradientProblem Asked => Toy;
}

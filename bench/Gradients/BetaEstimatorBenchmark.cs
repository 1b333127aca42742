using BayesBench.Agreements.Gradients;
using BayesBench.Support;

namespace BayesBench.Gradients;

/// <summary>The gradients of E ln x by the shapes of a beta law, two draws by rejection each.</summary>
public abstract class BetaEstimatorBenchmark : EstimatorBenchmark
{
    public override string Limit =>
        "Attempts in double until both draws are accepted, the call in double: loops of other lengths in every lane.";

    // A normal number for an attempt at either draw, of which 98 in 100 are accepted.
    public override Cost Cost => new(Bytes: 0, Operations, Normals: 2);

    protected static BetaProblem Toy { get; } = new(2, 3);

    protected override GradientProblem Asked => Toy;
}

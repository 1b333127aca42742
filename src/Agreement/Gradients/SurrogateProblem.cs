using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>An objective under the normal law and the weights of a surrogate: agreements draw any, the registry's are trained.</summary>
/// <param name="Law">The problem without one.</param>
/// <param name="Weights">Of the surrogate's constant, line and square.</param>
internal sealed record SurrogateProblem(NormalProblem Law, double[] Weights) : GradientProblem
{
    /// <summary>The problem's own, three numbers of either sign.</summary>
    public static ProblemArguments Arguments { get; } = new(
        5,
        source => [.. ProblemArguments.Normal.Draw(source), source.Vector(3, s => s.Normal())],
        call => new SurrogateProblem((NormalProblem)ProblemArguments.Normal.Of(call), (double[])call[4]),
        [.. ProblemArguments.Normal.RoundedAlike!, new[] { 0.0, 0.0, 0.0 }]);

    public override string Name => Law.Name;

    public override string Kind => Law.Kind;

    public override double Parameter => Law.Parameter;

    public override IReadOnlyList<string> Components => Law.Components;

    public GradientMoments Exact => Lax.NormalMoments(Law.Objective, Law.K, Law.Mean, Law.StandardDeviation, Weights);

    public GradientSampler Sampler => LaxKernels.Normal(
        Law.Objective.OnDevice(),
        (float)Law.K,
        (float)Law.Mean,
        (float)Law.StandardDeviation,
        (float)Weights[0],
        (float)Weights[1],
        (float)Weights[2]);

    /// <summary>With the weights of least variance, as a float has them: the exact moments are of what a device draws.</summary>
    public static SurrogateProblem Trained(NormalProblem law) => new(
        law, [.. Lax.NormalWeights(law.Objective, law.K, law.Mean, law.StandardDeviation).Select(weight => (double)(float)weight)]);

    public double[] Call(double[] noise) =>
        Lax.Normal(Law.Objective, Law.K, Law.Mean, Law.StandardDeviation, Weights, noise[0]);

    public override GradientProblem OnDevice() =>
        new SurrogateProblem((NormalProblem)Law.OnDevice(), [.. Weights.Select(weight => (double)(float)weight)]);
}

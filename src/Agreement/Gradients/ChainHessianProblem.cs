namespace BayesBench.Agreements.Gradients;

/// <summary>
/// The second derivatives of the expected cost of a <see cref="ChainProblem"/>, by the first logit twice and by both: a study asks
/// of them what it asks of a gradient.
/// </summary>
/// <param name="Target">The target.</param>
/// <param name="FirstLogit">The first node's logit.</param>
/// <param name="SecondLogit">The second node's logit where the first is 0.</param>
/// <param name="Coupling">What a one of the first node adds to it.</param>
public sealed record ChainHessianProblem(double Target, double FirstLogit, double SecondLogit, double Coupling) : GradientProblem
{
    /// <inheritdoc />
    public override string Name =>
        FormattableString.Invariant($"chain-hessian logits {FirstLogit:G3} {SecondLogit:G3} coupling {Coupling:G3}");

    /// <inheritdoc />
    public override string Kind => "chain-hessian";

    /// <inheritdoc />
    public override double Parameter => Target;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["first-logit-twice", "both-logits"];

    /// <summary>The problem whose second derivatives these are.</summary>
    public ChainProblem Chain => new(Target, FirstLogit, SecondLogit, Coupling);

    /// <inheritdoc />
    public override GradientProblem OnDevice() =>
        new ChainHessianProblem((float)Target, (float)FirstLogit, (float)SecondLogit, (float)Coupling);
}

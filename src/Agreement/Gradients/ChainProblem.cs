namespace BayesBench.Agreements.Gradients;

/// <summary>
/// (b1 - target)^2 + (b2 - target)^2 of two nodes in a chain, b1 ~ Bernoulli(first logit) and then b2 ~ Bernoulli(second logit +
/// coupling b1), by both logits.
/// </summary>
/// <param name="Target">The target.</param>
/// <param name="FirstLogit">The first node's logit.</param>
/// <param name="SecondLogit">The second node's logit where the first is 0.</param>
/// <param name="Coupling">What a one of the first node adds to it.</param>
public sealed record ChainProblem(double Target, double FirstLogit, double SecondLogit, double Coupling) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => FormattableString.Invariant($"chain logits {FirstLogit:G3} {SecondLogit:G3} coupling {Coupling:G3}");

    /// <inheritdoc />
    public override string Kind => "chain";

    /// <inheritdoc />
    public override double Parameter => Target;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["first-logit", "second-logit"];

    /// <inheritdoc />
    public override GradientProblem OnDevice() =>
        new ChainProblem((float)Target, (float)FirstLogit, (float)SecondLogit, (float)Coupling);
}

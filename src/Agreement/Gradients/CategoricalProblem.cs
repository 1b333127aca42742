namespace BayesBench.Agreements.Gradients;

/// <summary>(x_c - target)^2, x = -1, 0, 1, of three categories with logits (first, second, 0).</summary>
/// <param name="Target">The target.</param>
/// <param name="FirstLogit">Logit of the first category.</param>
/// <param name="SecondLogit">Logit of the second category.</param>
public sealed record CategoricalProblem(double Target, double FirstLogit, double SecondLogit) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => FormattableString.Invariant($"categorical logits {FirstLogit:G3} {SecondLogit:G3}");

    /// <inheritdoc />
    public override string Kind => "categorical";

    /// <inheritdoc />
    public override double Parameter => Target;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["first-logit", "second-logit"];

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new CategoricalProblem((float)Target, (float)FirstLogit, (float)SecondLogit);
}

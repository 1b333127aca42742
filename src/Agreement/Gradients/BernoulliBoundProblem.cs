namespace BayesBench.Agreements.Gradients;

/// <summary>The bound of q = Bernoulli(logit), of as many samples as an estimator takes, where the posterior is a Bernoulli law too.</summary>
/// <param name="PosteriorLogit">The logit of the posterior.</param>
/// <param name="Logit">The logit of q.</param>
public sealed record BernoulliBoundProblem(double PosteriorLogit, double Logit) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => FormattableString.Invariant($"bernoulli-bound logit {Logit:G3}");

    /// <inheritdoc />
    public override string Kind => "bernoulli-bound";

    /// <inheritdoc />
    public override double Parameter => PosteriorLogit;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["logit"];

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new BernoulliBoundProblem((float)PosteriorLogit, (float)Logit);
}

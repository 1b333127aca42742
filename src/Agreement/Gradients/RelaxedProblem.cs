namespace BayesBench.Agreements.Gradients;

/// <summary>
/// (b - target)^2 under Bernoulli(logit), and the temperature of the estimator that relaxes it: agreements draw any, the
/// registry's estimators have one each.
/// </summary>
internal sealed record RelaxedProblem(double Target, double Logit, double Temperature) : GradientProblem
{
    public override string Name => FormattableString.Invariant($"bernoulli logit {Logit:G3} at {Temperature:G3}");

    public override double Parameter => Target;

    public override IReadOnlyList<string> Components => ["logit"];

    public override GradientProblem OnDevice() => new RelaxedProblem((float)Target, (float)Logit, (float)Temperature);
}

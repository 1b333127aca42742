namespace BayesBench.Agreements.Gradients;

/// <summary>
/// (b - target)^2 under Bernoulli(logit), and what the estimator that relaxes it is made with: agreements draw any, the
/// registry's estimators have theirs.
/// </summary>
internal sealed record RelaxedProblem(double Target, double Logit, double Temperature, double Scale = 1, double Tilt = 0) : GradientProblem
{
    public override string Name => FormattableString.Invariant($"bernoulli logit {Logit:G3} at {Temperature:G3}");

    public override string Kind => "bernoulli";

    public override double Parameter => Target;

    public override IReadOnlyList<string> Components => ["logit"];

    public override GradientProblem OnDevice() =>
        new RelaxedProblem((float)Target, (float)Logit, (float)Temperature, (float)Scale, (float)Tilt);
}

namespace BayesBench.Agreements.Gradients;

/// <summary><c>sum_i (b_i - t_i)^2</c> of independent bits that share one logit.</summary>
/// <param name="Targets">The targets t, from 1 to 12 of them.</param>
/// <param name="Logit">The logit of every bit.</param>
public sealed record BernoulliToyProblem(double[] Targets, double Logit) : GradientProblem
{
    private static readonly double[] KoolTargets = [0.6, 0.51, 0.48];

    /// <inheritdoc />
    public override string Name => "bernoulli-toy";

    /// <inheritdoc />
    public override string Kind => "toy";

    /// <inheritdoc />
    public override double Parameter => Logit;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["shared-logit"];

    /// <summary>Kool, van Hoof and Welling's three targets.</summary>
    /// <param name="logit">The logit of every bit.</param>
    /// <returns>The problem.</returns>
    public static BernoulliToyProblem OfKool(double logit) => new(KoolTargets, logit);

    /// <inheritdoc />
    public override GradientProblem OnDevice() =>
        new BernoulliToyProblem([.. Targets.Select(target => (double)(float)target)], (float)Logit);
}

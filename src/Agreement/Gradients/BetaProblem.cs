namespace BayesBench.Agreements.Gradients;

/// <summary>ln x under Beta(alpha, beta).</summary>
/// <param name="Alpha">The first shape.</param>
/// <param name="Beta">The second shape.</param>
public sealed record BetaProblem(double Alpha, double Beta) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => "beta";

    /// <inheritdoc />
    public override string Kind => "beta";

    /// <inheritdoc />
    public override double Parameter => Alpha;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["alpha", "beta"];

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new BetaProblem((float)Alpha, (float)Beta);

    /// <summary>
    /// Both shapes as arguments. Of a tiny alpha nearly all x vanish, and then neither the gradient by beta nor its rounding varies.
    /// </summary>
    internal static ProblemArguments Arguments { get; } = new(
        2,
        source => [source.LogUniform(0.1, 50), source.LogUniform(0.1, 50)],
        call => new BetaProblem((double)call[0], (double)call[1]),
        [0.001f, 3.0]);

    /// <summary>The same; of large shapes, f hardly varies, and the rounding of its expectation shifts all scores.</summary>
    internal static ProblemArguments ArgumentsOfScore { get; } = Arguments with { RoundedAlike = [4321.0, 4321.0] };
}

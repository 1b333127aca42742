namespace BayesBench.Agreements.Gradients;

/// <summary>ln x under Gamma(shape, rate).</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Rate">The rate.</param>
public sealed record GammaProblem(double Shape, double Rate) : GradientProblem
{
    /// <summary>What either side's quadrature errs by at most, in units of double's roundoff: a thousandth of a float's.</summary>
    internal const double QuadratureUnits = 1e-3 * ErrorBound.U / ErrorBound.DoubleU;

    /// <inheritdoc />
    public override string Name => "gamma";

    /// <inheritdoc />
    public override string Kind => "gamma";

    /// <inheritdoc />
    public override double Parameter => Shape;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["shape", "rate"];

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new GammaProblem((float)Shape, (float)Rate);

    /// <summary>
    /// Shape and rate as arguments, the shape from so much on; the gradient by the rate alone, -1/3, makes the roundings of all
    /// calls alike where it does not vary.
    /// </summary>
    internal static ProblemArguments Arguments(double leastShape) => new(
        2,
        source => [source.LogUniform(leastShape, 50), source.LogUniform(0.1, 10)],
        call => new GammaProblem((double)call[0], (double)call[1]),
        [2.5, 3.0]);

    /// <summary>The same; of a large shape, f hardly varies, and the rounding of psi(shape) shifts all calls.</summary>
    internal static ProblemArguments ArgumentsOfScore { get; } = Arguments(0.1) with { RoundedAlike = [4321.0, 3.0] };
}

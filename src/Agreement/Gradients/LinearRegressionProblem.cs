namespace BayesBench.Agreements.Gradients;

/// <summary>
/// The evidence lower bound of a linear regression with normal weights, <c>q = N(means, diag(standardDeviations^2))</c>: the gradient
/// by mean and standard deviation of one weight, the coordinate.
/// </summary>
/// <param name="Design">Examples of as many inputs as there are weights.</param>
/// <param name="Targets">Of each example.</param>
/// <param name="NoiseDeviation">The targets' standard deviation.</param>
/// <param name="PriorDeviation">The prior's standard deviation, of every weight.</param>
/// <param name="Means">Of each weight under q.</param>
/// <param name="StandardDeviations">Of each weight under q.</param>
/// <param name="Coordinate">The weight that the gradient is by, from 0.</param>
public sealed record LinearRegressionProblem(
    double[][] Design,
    double[] Targets,
    double NoiseDeviation,
    double PriorDeviation,
    double[] Means,
    double[] StandardDeviations,
    int Coordinate) : GradientProblem
{
    private static readonly int[] StudiedWeights = [2, 8];
    private static readonly double[] StudiedTargets = [0.5, -0.25, 0.75, 1.5];

    /// <inheritdoc />
    public override string Name =>
        FormattableString.Invariant($"linear-regression weight {Coordinate + 1} of {Means.Length}");

    /// <inheritdoc />
    public override string Kind => "regression";

    /// <inheritdoc />
    public override double Parameter => StandardDeviations[Coordinate];

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["mean", "standard-deviation"];

    /// <summary>
    /// Powers of four equally spaced places: <c>x_nk = (n / 3)^k</c>, n = 0 to 3, k = 0 to D - 1. All of them are positive, so the
    /// columns are correlated the more the higher they are, and the posterior's precision is far from diagonal.
    /// </summary>
    /// <param name="weights">D.</param>
    /// <returns>Shape [4, D].</returns>
    public static double[][] Powers(int weights) =>
        [.. StudiedTargets.Select((_, n) => Enumerable.Range(0, weights).Select(k => Math.Pow(n / 3.0, k)).ToArray())];

    /// <summary>
    /// The regressions of the study on <see cref="Powers"/>, of two weights and of eight, more than there are examples; by the first
    /// weight and by the last.
    /// </summary>
    /// <param name="deviation">The standard deviation of every weight under q.</param>
    /// <param name="mean">The mean of every weight under q.</param>
    /// <returns>The problems.</returns>
    public static IEnumerable<LinearRegressionProblem> Of(double deviation, double mean) =>
        from weights in StudiedWeights
        from coordinate in new[] { 0, weights - 1 }
        select new LinearRegressionProblem(
            Powers(weights),
            StudiedTargets,
            NoiseDeviation: 0.5,
            PriorDeviation: 1,
            [.. Enumerable.Repeat(mean, weights)],
            [.. Enumerable.Repeat(deviation, weights)],
            coordinate);

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new LinearRegressionProblem(
        [.. Design.Select(AsFloats)],
        AsFloats(Targets),
        (float)NoiseDeviation,
        (float)PriorDeviation,
        AsFloats(Means),
        AsFloats(StandardDeviations),
        Coordinate);

    /// <summary>All of its numbers, which a test's key is made of.</summary>
    /// <returns>The numbers.</returns>
    public override string ToString()
    {
        double[] numbers = [.. Design.SelectMany(x => x), .. Targets, NoiseDeviation, PriorDeviation, .. Means, .. StandardDeviations];
        return FormattableString.Invariant($"linear-regression {string.Join(' ', numbers)} by {Coordinate}");
    }

    private static double[] AsFloats(double[] numbers) => Array.ConvertAll(numbers, number => (double)(float)number);
}

namespace BayesBench.Agreements.Gradients;

/// <summary>
/// The loss of one unit of a layer over a minibatch, the average of <c>(b - target)^2 / 2</c>, its weights independent normal numbers:
/// the gradient by mean and variance of the first weight.
/// </summary>
/// <param name="Inputs">Two examples of two inputs.</param>
/// <param name="Targets">Of each example.</param>
/// <param name="Means">Of each weight.</param>
/// <param name="StandardDeviations">Of each weight.</param>
public sealed record LayerProblem(
    double[][] Inputs, double[] Targets, double[] Means, double[] StandardDeviations) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => "layer";

    /// <inheritdoc />
    public override string Kind => "layer";

    /// <inheritdoc />
    public override double Parameter => StandardDeviations[0];

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["mean", "variance"];

    /// <summary>
    /// The layer of the study: examples whose second inputs are opposite, so that one noise for both is better by the mean where the
    /// second weight has more of it than the first, and worse elsewhere.
    /// </summary>
    /// <param name="firstStandardDeviation">Of the first weight.</param>
    /// <param name="setting">The means of both weights, and the standard deviation of the second.</param>
    /// <returns>The problem.</returns>
    public static LayerProblem Of(double firstStandardDeviation, ProblemSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return new([[1, 1], [1, -1]], [0, -1], [setting.Mean, setting.Mean], [firstStandardDeviation, setting.StandardDeviation]);
    }

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new LayerProblem(
        [.. Inputs.Select(AsFloats)], AsFloats(Targets), AsFloats(Means), AsFloats(StandardDeviations));

    /// <summary>All of its numbers, which a test's key is made of.</summary>
    /// <returns>The numbers.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"layer {string.Join(' ', [.. Inputs.SelectMany(x => x), .. Targets, .. Means, .. StandardDeviations])}");

    private static double[] AsFloats(double[] numbers) => Array.ConvertAll(numbers, number => (double)(float)number);
}

namespace BayesBench.Agreements.Gradients;

/// <summary>
/// Renyi's variational bound of q = N(mean, standardDeviation^2) where the posterior is normal too, and its order: agreements draw any,
/// the registry's estimators have theirs.
/// </summary>
internal sealed record RenyiProblem(
    double PosteriorMean, double PosteriorStandardDeviation, double Mean, double StandardDeviation, double Order) : GradientProblem
{
    public override string Name => FormattableString.Invariant(
        $"importance-weighted posterior sd {PosteriorStandardDeviation:G3}, order {Order:G3}");

    public override string Kind => "bound";

    public override double Parameter => PosteriorMean;

    public override IReadOnlyList<string> Components => ["mean", "standard-deviation"];

    /// <summary>The importance-weighted bound.</summary>
    public ImportanceWeightedProblem OfOrderZero => new(PosteriorMean, PosteriorStandardDeviation, Mean, StandardDeviation);

    public override GradientProblem OnDevice() => new RenyiProblem(
        (float)PosteriorMean, (float)PosteriorStandardDeviation, (float)Mean, (float)StandardDeviation, (float)Order);
}

using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>An expectation whose gradient is estimated.</summary>
public abstract record GradientProblem
{
    /// <summary>The objective's name, as tables show it.</summary>
    public abstract string Name { get; }

    /// <summary>What formulas of estimators for such problems are named for: <c>normal</c> in <c>pathwise.normal-block</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The objective's parameter.</summary>
    public abstract double Parameter { get; }

    /// <summary>Names of the gradient's components.</summary>
    public abstract IReadOnlyList<string> Components { get; }

    /// <summary>The problem that a device gets when asked this one: every number the nearest float.</summary>
    /// <returns>The problem to take exact values of.</returns>
    public abstract GradientProblem OnDevice();
}

/// <summary>An objective under N(mean, standardDeviation^2).</summary>
/// <param name="Objective">Which f.</param>
/// <param name="K">Its parameter.</param>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The standard deviation.</param>
public sealed record NormalProblem(Objective Objective, double K, double Mean, double StandardDeviation) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => Names.KebabCase(Objective.ToString());

    /// <inheritdoc />
    public override string Kind => "normal";

    /// <inheritdoc />
    public override double Parameter => K;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["mean", "standard-deviation"];

    /// <inheritdoc />
    public override GradientProblem OnDevice() =>
        new NormalProblem(Objective, (float)K, (float)Mean, (float)StandardDeviation);
}

/// <summary>(b - target)^2 under Bernoulli(logit).</summary>
/// <param name="Target">The target.</param>
/// <param name="Logit">The logit.</param>
public sealed record BernoulliProblem(double Target, double Logit) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => FormattableString.Invariant($"bernoulli logit {Logit:G3}");

    /// <inheritdoc />
    public override string Kind => "bernoulli";

    /// <inheritdoc />
    public override double Parameter => Target;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["logit"];

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new BernoulliProblem((float)Target, (float)Logit);
}

/// <summary>The evidence lower bound of q = N(mean, standardDeviation^2) where the posterior is normal too.</summary>
/// <param name="PosteriorMean">The posterior's mean.</param>
/// <param name="PosteriorStandardDeviation">The posterior's standard deviation.</param>
/// <param name="Mean">The mean of q.</param>
/// <param name="StandardDeviation">The standard deviation of q.</param>
public sealed record ElboProblem(
    double PosteriorMean, double PosteriorStandardDeviation, double Mean, double StandardDeviation) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => FormattableString.Invariant($"elbo posterior sd {PosteriorStandardDeviation:G3}");

    /// <inheritdoc />
    public override string Kind => "elbo";

    /// <inheritdoc />
    public override double Parameter => PosteriorMean;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["mean", "standard-deviation"];

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new ElboProblem(
        (float)PosteriorMean, (float)PosteriorStandardDeviation, (float)Mean, (float)StandardDeviation);
}

/// <summary>The importance-weighted bound of q = N(mean, standardDeviation^2), of as many samples as an estimator takes, where the
/// posterior is normal too.</summary>
/// <param name="PosteriorMean">The posterior's mean.</param>
/// <param name="PosteriorStandardDeviation">The posterior's standard deviation.</param>
/// <param name="Mean">The mean of q.</param>
/// <param name="StandardDeviation">The standard deviation of q.</param>
public sealed record ImportanceWeightedProblem(
    double PosteriorMean, double PosteriorStandardDeviation, double Mean, double StandardDeviation) : GradientProblem
{
    /// <inheritdoc />
    public override string Name => FormattableString.Invariant($"importance-weighted posterior sd {PosteriorStandardDeviation:G3}");

    /// <inheritdoc />
    public override string Kind => "bound";

    /// <inheritdoc />
    public override double Parameter => PosteriorMean;

    /// <inheritdoc />
    public override IReadOnlyList<string> Components => ["mean", "standard-deviation"];

    /// <summary>The evidence lower bound, which one sample makes.</summary>
    public ElboProblem OfOneSample => new(PosteriorMean, PosteriorStandardDeviation, Mean, StandardDeviation);

    /// <inheritdoc />
    public override GradientProblem OnDevice() => new ImportanceWeightedProblem(
        (float)PosteriorMean, (float)PosteriorStandardDeviation, (float)Mean, (float)StandardDeviation);
}

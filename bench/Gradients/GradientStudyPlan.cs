using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Statistics;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>One estimator on one problem: as many cells as the gradient has components.</summary>
internal sealed record GradientRun(
    GradientStudyOptions Study, GradientProblem Problem, double Parameter, EstimatorEntry Estimator, int Samples, GradientMoments Exact)
{
    /// <summary>Confidence of each of its intervals, such that all of its study hold together.</summary>
    public double Confidence { get; init; }

    public string Title => FormattableString.Invariant(
        $"{Problem.Name} {Parameter:R}, {Estimator.Title(Samples)}");
}

/// <summary>Turns options into runs; every bad option is refused before anything is drawn.</summary>
internal static class GradientStudyPlan
{
    private const long MostDraws = 1L << 40;

    /// <summary>The runs of all studies, one study's behind the other's.</summary>
    public static IReadOnlyList<GradientRun> Runs(IReadOnlyList<GradientStudyOptions> studies) =>
        studies.Count == 1 ? Runs(studies[0]) : [.. studies.SelectMany((study, i) =>
        {
            try
            {
                return Runs(study);
            }
            catch (ArgumentException e)
            {
                throw new ArgumentException(FormattableString.Invariant($"study {i + 1}: {ErrorText.Of(e)}"));
            }
        })];

    /// <summary>The problems of the default study.</summary>
    public static IEnumerable<GradientProblem> Default() => Problems(new GradientStudyOptions());

    /// <summary>The cells of several studies, each study's apart.</summary>
    public static IReadOnlyList<IReadOnlyList<StudyCell>> Split(IReadOnlyList<StudyCell> cells, IReadOnlyList<GradientStudyOptions> studies)
    {
        int taken = 0;
        return [.. studies.Select(study =>
        {
            int first = taken;
            taken += Runs(study).Sum(run => run.Exact.Gradient.Length);
            return cells.Skip(first).Take(taken - first).ToArray();
        })];
    }

    /// <summary>The runs of a study.</summary>
    public static IReadOnlyList<GradientRun> Runs(GradientStudyOptions options)
    {
        Require(options.Draws is null or (> 0 and <= MostDraws), "draws", options.Draws ?? 0, $"from 1 to {MostDraws}");
        Require(options.RelativeHalfWidth is > 0 and < 1, "relative half-width", options.RelativeHalfWidth, "between 0 and 1");
        Require(options.FamilyError is > 0 and < 1, "family error", options.FamilyError, "between 0 and 1");
        foreach (int samples in options.Samples)
        {
            Require(samples >= 2, "samples", samples, "at least 2");
        }

        StudyScope scope = options.Scope();
        IReadOnlyList<EstimatorEntry> estimators = options.Estimators is { } names
            ? [.. names.Distinct().Select(scope.Estimator)]
            : [.. scope.Estimators.Where(estimator => !estimator.OnlyByName)];
        IReadOnlyList<GradientRun> runs =
        [
            .. from asked in Problems(options)
               let problem = asked.OnDevice()
               from estimator in estimators
               where estimator.Supports(problem)
               from samples in estimator.SamplesAmong(options.Samples)
               select new GradientRun(options, problem, asked.Parameter, estimator, samples, estimator.Exact(problem, samples)),
        ];
        if (runs.Count == 0)
        {
            throw new ArgumentException(
                $"nothing to compare: {string.Join(", ", estimators.Select(estimator => estimator.Name))} on {string.Join(", ", options.Objectives ?? [])}.",
                nameof(options));
        }

        // Every cell has two intervals, for its mean and for its variance.
        double confidence = Intervals.Bonferroni(1 - options.FamilyError, 2 * runs.Sum(run => run.Exact.Gradient.Length));
        return [.. runs.Select(run => run with { Confidence = confidence })];
    }

    /// <summary>The problems of every family, whatever the options name, at one parameter.</summary>
    public static IEnumerable<GradientProblem> Problems(double parameter, GradientStudyOptions options) =>
        options.Scope().Families.SelectMany(family => family.At(parameter, options.Setting()));

    private static IEnumerable<GradientProblem> Problems(GradientStudyOptions options) =>
        from family in options.Objectives?.Distinct().Select(options.Scope().Family) ?? options.Scope().Families
        from parameter in options.Parameters ?? (options.IsReduced ? family.ReducedParameters : family.Parameters)
        from problem in family.At(parameter, options.Setting())
        select problem;

    private static void Require(bool holds, string name, double value, string rule)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(
                name, FormattableString.Invariant($"{name} is {value}; it must be {rule}."));
        }
    }
}

using BayesBench.Agreements;
using BayesBench.Agreements.Gradients;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary>A gradient estimator of the registry: what it can do, what is known of it exactly, what holds it.</summary>
/// <param name="Title">Its name, with K where it takes samples.</param>
/// <param name="Topic">
/// Its class, in kebab-case: the longest that its name begins or ends with (<c>concrete-0.5</c>: <c>concrete</c>,
/// <c>mean-baseline</c>: <c>baseline</c>); null where there is none.
/// </param>
/// <param name="Supports">Problems of the study that it can be asked about.</param>
/// <param name="IsUnbiased">Whether its mean is the gradient.</param>
/// <param name="Evaluations">Of the objective, for one gradient.</param>
/// <param name="Moments">Formulas of its exact mean and variance.</param>
/// <param name="Tests">Its property test and its statistical test, or why there is none.</param>
public sealed record EstimatorPage(
    string Title,
    string? Topic,
    IReadOnlyList<string> Supports,
    bool IsUnbiased,
    string Evaluations,
    IReadOnlyList<string> Moments,
    IReadOnlyList<ViewFile> Tests)
{
    private const string MomentsSuffix = "moments";

    private static readonly Agreement[] Exact =
        [.. Registry.All.Where(agreement => agreement.Id.EndsWith(MomentsSuffix, StringComparison.Ordinal))];

    /// <summary>Every estimator of the registry.</summary>
    public static IReadOnlyList<EstimatorPage> All { get; } = [.. Estimators.All.Select(Of)];

    public static EstimatorPage Of(EstimatorEntry entry)
    {
        string? topic = Exact.Select(ClassOf).Distinct()
            .Where(one => $"-{entry.Name}".EndsWith("-" + one, StringComparison.Ordinal)
                || entry.Name.StartsWith(one + "-", StringComparison.Ordinal))
            .MaxBy(one => one.Length);
        Agreement[] exact = [.. Exact.Where(agreement => ClassOf(agreement) == topic)];
        return new(
            entry.TakesSamples ? $"{entry.Name}(K)" : entry.Name,
            topic,
            [.. GradientStudyPlan.Default().Where(entry.Supports).Select(problem => problem.Name.Split(' ')[0]).Distinct()],
            entry.IsUnbiased,
            EvaluationsOf(entry),
            [.. exact.Select(agreement => agreement.Id)],
            [.. exact.SelectMany(Catalogue.Topic.FilesOf).Where(file => file.View is "property" or "statistics").Distinct()]);
    }

    private static string ClassOf(Agreement agreement) => agreement.Id.Split('.')[0];

    // A straight line in K, read off two of its points.
    private static string EvaluationsOf(EstimatorEntry entry)
    {
        if (!entry.TakesSamples)
        {
            return Format.Invariant($"{entry.Evaluations(1)}");
        }

        int slope = entry.Evaluations(3) - entry.Evaluations(2);
        int offset = entry.Evaluations(2) - (2 * slope);
        return (slope == 1 ? "K" : Format.Invariant($"{slope} K")) + (offset == 0 ? string.Empty : Format.Invariant($" + {offset}"));
    }
}

using System.CommandLine;
using BayesBench.Agreements.Gradients;
using BayesBench.Studies;

namespace BayesBench.Commands;

/// <summary>The options of one study; the members of a study in a file have the same names.</summary>
internal static class StudyOptions
{
    private static readonly Option<string[]> Problem = Many<string>(
        "--problem", $"Problems: {string.Join(", ", ProblemFamily.All.Select(family => family.Name))}. [default: all]");

    private static readonly Option<string[]> Estimators = Many<string>(
        "--estimators", $"Estimators: {string.Join(", ", Agreements.Gradients.Estimators.All.Select(entry => entry.Name))}. [default: all]");

    private static readonly Option<double[]> Parameter = Many<double>("--parameter", "Parameters of the problems. [default: each problem's own]");
    private static readonly Option<int[]> Samples = Many<int>("--samples", "Samples of the estimators that take any. [default: 2 4 8]");
    private static readonly Option<double> Mean = One("--mean", "Mean of the normal law.", 1);
    private static readonly Option<double> StandardDeviation = One("--standard-deviation", "Standard deviation of the normal law.", 1);

    private static readonly Option<double[]> Logit = Many<double>("--logit", "Logits of the Bernoulli law. [default: 0 and ln(3/7)]");

    private static readonly Option<double[]> PosteriorStandardDeviation = Many<double>(
        "--posterior-standard-deviation", "Standard deviations of the posterior, of elbo and importance-weighted. [default: 0.8 3]");

    private static readonly Option<long?> Draws = new("--draws")
    {
        Description = "Gradients of each cell. [default: as many as the interval needs; 1000 for a model]",
    };

    private static readonly Option<double> HalfWidth = One(
        "--half-width", "Half-width that each variance's interval must reach, relative to the variance.", 0.02);

    private static readonly Option<string[]> With = Many<string>(
        "--with", "Assemblies with problems and estimators of your own (docs/estimators.md shows one).");

    public static IReadOnlyList<Option> All { get; } =
        [With, Problem, Estimators, Parameter, Samples, Mean, StandardDeviation, Logit, PosteriorStandardDeviation, Draws, HalfWidth];

    public static void AddTo(Command verb)
    {
        foreach (Option option in All)
        {
            verb.Options.Add(option);
        }
    }

    public static GradientStudyOptions Of(ParseResult parsed)
    {
        var options = new GradientStudyOptions
        {
            Estimators = OrNull(parsed.GetValue(Estimators)),
            Objectives = OrNull(parsed.GetValue(Problem)),
            Parameters = OrNull(parsed.GetValue(Parameter)),
            Mean = parsed.GetValue(Mean),
            StandardDeviation = parsed.GetValue(StandardDeviation),
            Draws = parsed.GetValue(Draws),
            RelativeHalfWidth = parsed.GetValue(HalfWidth),
            With = [.. (parsed.GetValue(With) ?? []).Select(StudyExtension.Of)],
        };
        return options with
        {
            Samples = OrNull(parsed.GetValue(Samples)) ?? options.Samples,
            Logits = OrNull(parsed.GetValue(Logit)) ?? options.Logits,
            PosteriorStandardDeviations = OrNull(parsed.GetValue(PosteriorStandardDeviation)) ?? options.PosteriorStandardDeviations,
        };
    }

    private static Option<double> One(string name, string description, double otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };

    private static Option<T[]> Many<T>(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static T[]? OrNull<T>(T[]? values) => values is { Length: > 0 } ? values : null;
}

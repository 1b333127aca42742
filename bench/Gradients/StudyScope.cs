using BayesBench.Agreements.Gradients;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>What a study can name: the suite's problems and estimators, and those of its extensions.</summary>
public sealed record StudyScope(IReadOnlyList<ProblemFamily> Families, IReadOnlyList<EstimatorEntry> Estimators)
{
    public static StudyScope Suite { get; } = new(ProblemFamily.All, Agreements.Gradients.Estimators.All);

    /// <summary>The scope with extensions.</summary>
    /// <exception cref="BadInputException">One cannot be loaded, or takes a name that is taken.</exception>
    public static StudyScope With(IReadOnlyList<StudyExtension> extensions)
    {
        ArgumentNullException.ThrowIfNull(extensions);
        return extensions.Aggregate(
            Suite, (scope, file) => file.Load().Aggregate(scope, (one, extension) => one.With(extension, file.Path)));
    }

    public ProblemFamily Family(string name) => Families.FirstOrDefault(family => family.Name == name)
        ?? throw new ArgumentException(
            $"no problem '{name}'; there are {string.Join(", ", Families.Select(family => family.Name))}.", nameof(name));

    public EstimatorEntry Estimator(string name) => Agreements.Gradients.Estimators.Find(name, Estimators);

    /// <summary>The scope with one extension.</summary>
    /// <exception cref="BadInputException">It takes a name that is taken.</exception>
    public StudyScope With(IStudyExtension extension, string path)
    {
        ArgumentNullException.ThrowIfNull(extension);
        if (extension.Problems.FirstOrDefault(added => Families.Any(family => family.Name == added.Name)) is { } taken)
        {
            throw new BadInputException($"{path} has a problem '{taken.Name}'; there is one already.");
        }

        return new StudyScope(
            [.. Families, .. extension.Problems],
            extension.Estimators.Aggregate(Estimators, (entries, added) => Joined(entries, added, path)));
    }

    private static IReadOnlyList<EstimatorEntry> Joined(IReadOnlyList<EstimatorEntry> entries, EstimatorEntry added, string path)
    {
        if (entries.FirstOrDefault(entry => entry.Name == added.Name) is not { } known)
        {
            return [.. entries, added];
        }

        EstimatorEntry joined = known with { Kinds = [.. known.Kinds, .. added.Kinds] };
        return joined == added with { Kinds = joined.Kinds }
            ? [.. entries.Select(entry => entry.Name == added.Name ? joined : entry)]
            : throw new BadInputException(
                $"{path} has another '{added.Name}': whether it is unbiased, takes samples and how often it evaluates must be as in the suite.");
    }
}

using System.Text.Json.Serialization;
using BayesBench.Agreements.Gradients;

namespace BayesBench.Studies;

/// <summary>What a study of gradient estimators compares, and how precisely.</summary>
public sealed record GradientStudyOptions
{
    /// <summary>Names of estimators; null takes all that support the problem, but for those that must be named.</summary>
    public IReadOnlyList<string>? Estimators { get; init; }

    /// <summary>Names of families of problems; null takes all.</summary>
    public IReadOnlyList<string>? Objectives { get; init; }

    /// <summary>Parameters of every family; null takes each family's own.</summary>
    public IReadOnlyList<double>? Parameters { get; init; }

    /// <summary>Numbers of samples of the estimators that take any.</summary>
    public IReadOnlyList<int> Samples { get; init; } = [2, 4, 8];

    /// <summary>Mean of the normal law, and of the weights of a layer or a regression.</summary>
    public double Mean { get; init; } = 1;

    /// <summary>Standard deviation of the normal law, and of a layer's second weight.</summary>
    public double StandardDeviation { get; init; } = 1;

    /// <summary>
    /// Logits of the Bernoulli law: one half, where much is degenerate, and 0.3; of the first of three categories, whose second
    /// has half of it and the third 0.
    /// </summary>
    public IReadOnlyList<double> Logits { get; init; } = [0, -0.8472978603872037];

    /// <summary>
    /// Standard deviations tau of the posterior, for <c>elbo</c> and <c>importance-weighted</c>: on either side of where sticking
    /// the landing begins to vary more than the total derivative, <c>tau^2 = 2 standardDeviation^2</c>.
    /// </summary>
    public IReadOnlyList<double> PosteriorStandardDeviations { get; init; } = [0.8, 3];

    /// <summary>Gradients per cell, rounded up to whole blocks; null plans them for <see cref="RelativeHalfWidth"/>.</summary>
    public long? Draws { get; init; }

    /// <summary>Half-width that every interval for a variance must reach, relative to the variance.</summary>
    public double RelativeHalfWidth { get; init; } = 0.02;

    /// <summary>Probability that any interval of the whole study misses its exact value.</summary>
    public double FamilyError { get; init; } = 1e-3;

    /// <summary>The generator's key; equal keys draw equal noise, in every cell alike.</summary>
    public ulong Key { get; init; } = 0x6261_7965_7362_656E;

    /// <summary>Fewer parameters and samples, for the CPU accelerator; the precision stays.</summary>
    /// <returns>The smaller study.</returns>
    public GradientStudyOptions Reduced() => this with
    {
        Samples = [4],
        IsReduced = true,
        Logits = [Logits[^1]],
        PosteriorStandardDeviations = [PosteriorStandardDeviations[^1]],
    };

    /// <summary>Assemblies with problems and estimators beside the suite's.</summary>
    public IReadOnlyList<StudyExtension> With { get; init; } = [];

    /// <summary>The laws that problems are asked about.</summary>
    /// <returns>The laws of these options.</returns>
    public ProblemSetting Setting() => new(Mean, StandardDeviation, Logits, PosteriorStandardDeviations);

    /// <summary>What the study can name.</summary>
    public StudyScope Scope() => With.Count == 0 ? StudyScope.Suite : StudyScope.With(With);

    // Part of what defines a run, see RunIdentity.
    [JsonInclude]
    internal bool IsReduced { get; init; }
}

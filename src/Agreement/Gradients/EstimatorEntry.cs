using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>A gradient estimator as the study, the tests and the report enumerate it.</summary>
/// <param name="Name">Its name, in kebab-case.</param>
/// <param name="Kinds">The kinds of problems it can be asked about.</param>
public sealed record EstimatorEntry(string Name, params EstimatorOn[] Kinds)
{
    /// <summary>Whether its mean is the gradient.</summary>
    public bool IsUnbiased { get; init; } = true;

    /// <summary>Whether one call takes K >= 2 samples; else it takes one.</summary>
    public bool TakesSamples { get; init; }

    /// <summary>Whether K must be a power of two.</summary>
    public bool TakesPowersOfTwo { get; init; }

    /// <summary>Evaluations of the objective, or of its derivative, for each sample of a call.</summary>
    public int EvaluationsPerSample { get; init; } = 1;

    /// <summary>Evaluations of one call beside those of its samples.</summary>
    public int EvaluationsBeside { get; init; }

    /// <summary>
    /// Whether a study takes it only when it is named: its tails are so heavy that few samples tell its variance, or even how wide
    /// an interval for that must be.
    /// </summary>
    public bool OnlyByName { get; init; }

    /// <summary>Those of some numbers of samples that its calls can take; 1 where they take no K.</summary>
    /// <param name="asked">Numbers of samples.</param>
    /// <returns>Each once.</returns>
    public IEnumerable<int> SamplesAmong(IEnumerable<int> asked) =>
        TakesSamples ? asked.Distinct().Where(samples => !TakesPowersOfTwo || int.IsPow2(samples)) : [1];

    /// <summary>The name with its number of samples, where it takes any.</summary>
    /// <param name="samples">K.</param>
    /// <returns>E.g. <c>leave-one-out(8)</c>.</returns>
    public string Title(int samples) => TakesSamples ? FormattableString.Invariant($"{Name}({samples})") : Name;

    /// <summary>Evaluations of the objective, or of its derivative, in one call.</summary>
    /// <param name="samples">K.</param>
    /// <param name="of">On which problem; null where all kinds take as many.</param>
    /// <returns>Their number.</returns>
    public int Evaluations(int samples, GradientProblem? of = null) =>
        (((of is null ? null : On(of).EvaluationsPerSample) ?? EvaluationsPerSample) * samples) + EvaluationsBeside;

    /// <summary>Whether it can be asked about a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <returns>Whether it can.</returns>
    public bool Supports(GradientProblem problem) => Kinds.Any(kind => kind.Takes(problem));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <param name="problem">A problem that it supports.</param>
    /// <param name="samples">K.</param>
    /// <returns>Its moments.</returns>
    /// <exception cref="ArgumentException">It does not support the problem.</exception>
    public GradientMoments Exact(GradientProblem problem, int samples) => On(problem).Exact(problem, samples);

    /// <summary>Draws its calls on a device.</summary>
    /// <param name="problem">A problem that it supports, as a device gets it.</param>
    /// <param name="samples">K.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentException">It does not support the problem.</exception>
    public GradientSampler Sampler(GradientProblem problem, int samples) => On(problem).Sampler(problem, samples);

    private EstimatorOn On(GradientProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Kinds.FirstOrDefault(kind => kind.Takes(problem))
            ?? throw new ArgumentException($"{Name} does not go with {problem.Name}.", nameof(problem));
    }
}

/// <summary>An estimator for one kind of problem.</summary>
/// <param name="Takes">Whether a problem is of the kind.</param>
/// <param name="Exact">Exact mean and variance of one call of so many samples.</param>
/// <param name="Sampler">Draws its calls on a device.</param>
public sealed record EstimatorOn(
    Func<GradientProblem, bool> Takes,
    Func<GradientProblem, int, GradientMoments> Exact,
    Func<GradientProblem, int, GradientSampler> Sampler)
{
    /// <summary>Evaluations for each sample of a call where the kind takes others than the rest of the estimator's; else null.</summary>
    public int? EvaluationsPerSample { get; init; }

    /// <summary>For problems of one type, whose calls take one sample.</summary>
    /// <typeparam name="TProblem">The type.</typeparam>
    /// <param name="exact">Exact mean and variance of a call.</param>
    /// <param name="sampler">Draws calls on a device.</param>
    /// <returns>The estimator for them.</returns>
    public static EstimatorOn Of<TProblem>(Func<TProblem, GradientMoments> exact, Func<TProblem, GradientSampler> sampler)
        where TProblem : GradientProblem => Of<TProblem>((p, _) => exact(p), (p, _) => sampler(p));

    /// <summary>For problems of one type, whose calls take several samples.</summary>
    /// <typeparam name="TProblem">The type.</typeparam>
    /// <param name="exact">Exact mean and variance of a call of so many samples.</param>
    /// <param name="sampler">Draws calls on a device.</param>
    /// <returns>The estimator for them.</returns>
    public static EstimatorOn Of<TProblem>(Func<TProblem, int, GradientMoments> exact, Func<TProblem, int, GradientSampler> sampler)
        where TProblem : GradientProblem => new(
            problem => problem is TProblem,
            (problem, samples) => exact((TProblem)problem, samples),
            (problem, samples) => sampler((TProblem)problem, samples));
}

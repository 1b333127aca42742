using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>A gradient estimator as the study, the tests and the report enumerate it.</summary>
/// <param name="Name">Its name, in kebab-case.</param>
/// <param name="IsUnbiased">Whether its mean is the gradient.</param>
/// <param name="TakesSamples">Whether one call takes K >= 2 samples; else it takes one.</param>
/// <param name="Evaluations">Evaluations of the objective, or of its derivative, in one call of so many samples.</param>
/// <param name="Supports">Whether it can be asked about a problem.</param>
/// <param name="Exact">Exact mean and variance of one call of so many samples.</param>
/// <param name="Sampler">Draws its calls on a device.</param>
public sealed record EstimatorEntry(
    string Name,
    bool IsUnbiased,
    bool TakesSamples,
    Func<int, int> Evaluations,
    Func<GradientProblem, bool> Supports,
    Func<GradientProblem, int, GradientMoments> Exact,
    Func<GradientProblem, int, GradientSampler> Sampler)
{
    /// <summary>The name with its number of samples, where it takes any.</summary>
    /// <param name="samples">K.</param>
    /// <returns>E.g. <c>leave-one-out(8)</c>.</returns>
    public string Title(int samples) => TakesSamples ? FormattableString.Invariant($"{Name}({samples})") : Name;
}

/// <summary>Every gradient estimator. A new one is one line here.</summary>
public static partial class Estimators
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<EstimatorEntry> All { get; } =
    [
        Entry("score-function", takesSamples: false,
            (p, _) => ScoreFunction.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation),
            (p, _) => ScoreFunctionKernels.Normal(p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation),
            (p, _) => ScoreFunction.BernoulliMoments(p.Target, p.Logit),
            (p, _) => ScoreFunctionKernels.Bernoulli((float)p.Target, (float)p.Logit),
            (p, _) => ScoreFunction.ElboMoments(p.PosteriorMean, p.PosteriorStandardDeviation, p.Mean, p.StandardDeviation),
            (p, _) => ScoreFunctionKernels.Elbo(
                (float)p.PosteriorMean, (float)p.PosteriorStandardDeviation, (float)p.Mean, (float)p.StandardDeviation)),
        Entry("leave-one-out", takesSamples: true,
            (p, samples) => LeaveOneOut.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation, samples),
            (p, samples) => LeaveOneOutKernels.Normal(
                p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation, samples),
            (p, samples) => LeaveOneOut.BernoulliMoments(p.Target, p.Logit, samples),
            (p, samples) => LeaveOneOutKernels.Bernoulli((float)p.Target, (float)p.Logit, samples)),
        Entry("pathwise", takesSamples: false,
            (p, _) => Pathwise.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation),
            (p, _) => PathwiseKernels.Normal(p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation)),
        Entry("augment-reinforce-merge", takesSamples: false,
            bernoulli: (p, _) => AugmentReinforceMerge.BernoulliMoments(p.Target, p.Logit),
            bernoulliSampler: (p, _) => AugmentReinforceMergeKernels.Bernoulli((float)p.Target, (float)p.Logit),
            evaluations: 2),
        Entry("dis-arm", takesSamples: false,
            bernoulli: (p, _) => DisArm.BernoulliMoments(p.Target, p.Logit),
            bernoulliSampler: (p, _) => DisArmKernels.Bernoulli((float)p.Target, (float)p.Logit),
            evaluations: 2),
        Entry("total-pathwise", takesSamples: false,
            elbo: (p, _) => TotalPathwise.ElboMoments(p.PosteriorMean, p.PosteriorStandardDeviation, p.Mean, p.StandardDeviation),
            elboSampler: (p, _) => TotalPathwiseKernels.Elbo(
                (float)p.PosteriorMean, (float)p.PosteriorStandardDeviation, (float)p.Mean, (float)p.StandardDeviation)),
        Entry("sticking-the-landing", takesSamples: false,
            elbo: (p, _) => StickingTheLanding.ElboMoments(p.PosteriorMean, p.PosteriorStandardDeviation, p.Mean, p.StandardDeviation),
            elboSampler: (p, _) => StickingTheLandingKernels.Elbo(
                (float)p.PosteriorMean, (float)p.PosteriorStandardDeviation, (float)p.Mean, (float)p.StandardDeviation)),
        Entry("analytic-kullback-leibler", takesSamples: false,
            elbo: (p, _) => AnalyticKullbackLeibler.ElboMoments(p.PosteriorMean, p.PosteriorStandardDeviation, p.Mean, p.StandardDeviation),
            elboSampler: (p, _) => AnalyticKullbackLeiblerKernels.Elbo(
                (float)p.PosteriorMean, (float)p.PosteriorStandardDeviation, (float)p.Mean, (float)p.StandardDeviation)),
        Entry("doubly-reparameterized", takesSamples: true,
            bound: (p, samples) => DoublyReparameterized.BoundMoments(
                p.PosteriorMean, p.PosteriorStandardDeviation, p.Mean, p.StandardDeviation, samples),
            boundSampler: (p, samples) => DoublyReparameterizedKernels.Bound(
                (float)p.PosteriorMean, (float)p.PosteriorStandardDeviation, (float)p.Mean, (float)p.StandardDeviation, samples)),
        Entry("measure-valued", takesSamples: false,
            (p, _) => MeasureValued.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation),
            (p, _) => MeasureValuedKernels.Normal(p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation),
            evaluations: 4),
        Entry("measure-valued-uncoupled", takesSamples: false,
            (p, _) => MeasureValuedUncoupled.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation),
            (p, _) => MeasureValuedUncoupledKernels.Normal(
                p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation),
            evaluations: 4),
        WithBaseline("mean-baseline",
            p => Twice(Objectives.Expectation(p.Objective, p.K, p.Mean, p.StandardDeviation)),
            p => Baseline.BernoulliMean(p.Target, p.Logit)),
        WithBaseline("optimal-baseline",
            p => Baseline.NormalOptimal(p.Objective, p.K, p.Mean, p.StandardDeviation),
            p => Baseline.BernoulliOptimal(p.Target, p.Logit)),
        Entry("own-sample-baseline", takesSamples: true,
            (p, samples) => OwnSampleBaseline.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation, samples),
            (p, samples) => OwnSampleBaselineKernels.Normal(
                p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation, samples),
            (p, samples) => OwnSampleBaseline.BernoulliMoments(p.Target, p.Logit, samples),
            (p, samples) => OwnSampleBaselineKernels.Bernoulli((float)p.Target, (float)p.Logit, samples),
            isUnbiased: false),
        Entry("delta-method", takesSamples: false,
            (p, _) => DeltaMethod.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation),
            (p, _) => DeltaMethodKernels.Normal(p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation),
            evaluations: 4),
        Entry("antithetic-score-function", takesSamples: false,
            (p, _) => AntitheticScoreFunction.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation),
            (p, _) => AntitheticScoreFunctionKernels.Normal(
                p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation),
            evaluations: 2),
        Entry("antithetic-pathwise", takesSamples: false,
            (p, _) => AntitheticPathwise.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation),
            (p, _) => AntitheticPathwiseKernels.Normal(
                p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation),
            evaluations: 2),
        Entry("importance-weighted-pathwise", takesSamples: true,
            bound: (p, samples) => ImportanceWeightedPathwise.BoundMoments(
                p.PosteriorMean, p.PosteriorStandardDeviation, p.Mean, p.StandardDeviation, samples),
            boundSampler: (p, samples) => ImportanceWeightedPathwiseKernels.Bound(
                (float)p.PosteriorMean, (float)p.PosteriorStandardDeviation, (float)p.Mean, (float)p.StandardDeviation, samples)),
        Entry("importance-weighted-sticking-the-landing", takesSamples: true,
            bound: (p, samples) => ImportanceWeightedStickingTheLanding.BoundMoments(
                p.PosteriorMean, p.PosteriorStandardDeviation, p.Mean, p.StandardDeviation, samples),
            boundSampler: (p, samples) => ImportanceWeightedStickingTheLandingKernels.Bound(
                (float)p.PosteriorMean, (float)p.PosteriorStandardDeviation, (float)p.Mean, (float)p.StandardDeviation, samples),
            isUnbiased: false),
        Entry("enumeration", takesSamples: false,
            bernoulli: (p, _) => Enumeration.BernoulliMoments(p.Target, p.Logit),
            bernoulliSampler: (p, _) => EnumerationKernels.Bernoulli((float)p.Target, (float)p.Logit),
            evaluations: 2),
        Entry("augment-reinforce", takesSamples: true,
            bernoulli: (p, samples) => AugmentReinforce.BernoulliMoments(p.Target, p.Logit, samples),
            bernoulliSampler: (p, samples) => AugmentReinforceKernels.Bernoulli((float)p.Target, (float)p.Logit, samples)),
        Entry("straight-through", takesSamples: false,
            bernoulli: (p, _) => StraightThrough.BernoulliMoments(p.Target, p.Logit),
            bernoulliSampler: (p, _) => StraightThroughKernels.Bernoulli((float)p.Target, (float)p.Logit),
            isUnbiased: false),
        OfConcrete(0.5),
        OfConcrete(1),
        Entry("rebar", takesSamples: false,
            bernoulli: (p, _) => Rebar.BernoulliMoments(p.Target, p.Logit, temperature: 0.5, scale: 1),
            bernoulliSampler: (p, _) => RebarKernels.Bernoulli((float)p.Target, (float)p.Logit, temperature: 0.5f, scale: 1),
            evaluations: 3),
    ];

    /// <summary>The estimator of a name.</summary>
    /// <param name="name">In kebab-case.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">There is none; the message names all.</exception>
    public static EstimatorEntry Find(string name) => All.FirstOrDefault(entry => entry.Name == name)
        ?? throw new ArgumentException(
            $"no estimator '{name}'; there are {string.Join(", ", All.Select(entry => entry.Name))}.", nameof(name));

    /// <summary>The kernel's objective of the reference's.</summary>
    /// <param name="objective">The reference's.</param>
    /// <returns>The kernel's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static NormalObjective OnDevice(this Objective objective) => objective switch
    {
        Objective.Quadratic => NormalObjective.Quadratic,
        Objective.Exponential => NormalObjective.Exponential,
        Objective.Cosine => NormalObjective.Cosine,
        _ => throw new ArgumentOutOfRangeException(nameof(objective), $"objective is {(int)objective}; there is none such."),
    };

    // A temperature makes an estimator: concrete-0.5.
    private static EstimatorEntry OfConcrete(double temperature) => Entry(
        FormattableString.Invariant($"concrete-{temperature}"),
        takesSamples: false,
        bernoulli: (p, _) => Concrete.BernoulliMoments(p.Target, p.Logit, temperature),
        bernoulliSampler: (p, _) => ConcreteKernels.Bernoulli((float)p.Target, (float)p.Logit, (float)temperature),
        isUnbiased: false);

    private static EstimatorEntry Entry(
        string name,
        bool takesSamples,
        Func<NormalProblem, int, GradientMoments>? normal = null,
        Func<NormalProblem, int, GradientSampler>? normalSampler = null,
        Func<BernoulliProblem, int, GradientMoments>? bernoulli = null,
        Func<BernoulliProblem, int, GradientSampler>? bernoulliSampler = null,
        Func<ElboProblem, int, GradientMoments>? elbo = null,
        Func<ElboProblem, int, GradientSampler>? elboSampler = null,
        Func<ImportanceWeightedProblem, int, GradientMoments>? bound = null,
        Func<ImportanceWeightedProblem, int, GradientSampler>? boundSampler = null,
        int evaluations = 1,
        bool isUnbiased = true) => new(
            name,
            isUnbiased,
            takesSamples,
            samples => evaluations * samples,
            problem => problem switch
            {
                NormalProblem => normal is not null,
                BernoulliProblem => bernoulli is not null,
                ElboProblem => elbo is not null,
                _ => bound is not null,
            },
            (problem, samples) => problem switch
            {
                NormalProblem p => normal!(p, samples),
                BernoulliProblem p => bernoulli!(p, samples),
                ElboProblem p => elbo!(p, samples),
                _ => bound!((ImportanceWeightedProblem)problem, samples),
            },
            (problem, samples) => problem switch
            {
                NormalProblem p => normalSampler!(p, samples),
                BernoulliProblem p => bernoulliSampler!(p, samples),
                ElboProblem p => elboSampler!(p, samples),
                _ => boundSampler!((ImportanceWeightedProblem)problem, samples),
            });
}

using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Every gradient estimator. A new one is one entry in the part of its family.</summary>
public static partial class Estimators
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<EstimatorEntry> All { get; } =
    [
        .. ScoreFunctions,
        .. Pathwises,
        .. MeasureValueds,
        .. Bounds,
        .. WeightNoises,
        .. Discretes,
        .. Gammas,
        .. Betas,
        .. Controls,
        .. SampleBounds,
        .. Categoricals,
        .. MovingAverages,
        .. EstimatedControls,
        .. QuasiMonteCarlos,
        .. Chains,
        .. Ranks,
        .. Surrogates,
        .. Strata,
    ];

    /// <summary>The estimator of a name.</summary>
    /// <param name="name">In kebab-case.</param>
    /// <param name="among">Where to look; null looks among the suite's.</param>
    /// <returns>The estimator.</returns>
    /// <exception cref="ArgumentException">There is none; the message names all.</exception>
    public static EstimatorEntry Find(string name, IReadOnlyList<EstimatorEntry>? among = null) =>
        (among ?? All).FirstOrDefault(entry => entry.Name == name) ?? throw new ArgumentException(
            $"no estimator '{name}'; there are {string.Join(", ", (among ?? All).Select(entry => entry.Name))}.", nameof(name));

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

    // A family's estimators under the three objectives all take the problem's numbers in one order.
    private static EstimatorOn OnNormal(
        Func<Objective, double, double, double, GradientMoments> exact,
        Func<NormalObjective, float, float, float, GradientSampler> sampler) => EstimatorOn.Of<NormalProblem>(
            p => exact(p.Objective, p.K, p.Mean, p.StandardDeviation),
            p => sampler(p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation));

    private static EstimatorOn OnNormal(
        Func<Objective, double, double, double, int, GradientMoments> exact,
        Func<NormalObjective, float, float, float, int, GradientSampler> sampler) => EstimatorOn.Of<NormalProblem>(
            (p, samples) => exact(p.Objective, p.K, p.Mean, p.StandardDeviation, samples),
            (p, samples) => sampler(p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation, samples));

    private static EstimatorOn OnBernoulli(
        Func<double, double, GradientMoments> exact, Func<float, float, GradientSampler> sampler) =>
        EstimatorOn.Of<BernoulliProblem>(p => exact(p.Target, p.Logit), p => sampler((float)p.Target, (float)p.Logit));

    private static EstimatorOn OnBernoulli(
        Func<double, double, int, GradientMoments> exact, Func<float, float, int, GradientSampler> sampler) =>
        EstimatorOn.Of<BernoulliProblem>(
            (p, samples) => exact(p.Target, p.Logit, samples),
            (p, samples) => sampler((float)p.Target, (float)p.Logit, samples));

    private static EstimatorOn OnElbo(
        Func<double, double, double, double, GradientMoments> exact,
        Func<float, float, float, float, GradientSampler> sampler) => EstimatorOn.Of<ElboProblem>(
            p => exact(p.PosteriorMean, p.PosteriorStandardDeviation, p.Mean, p.StandardDeviation),
            p => sampler(
                (float)p.PosteriorMean, (float)p.PosteriorStandardDeviation, (float)p.Mean, (float)p.StandardDeviation));

    private static EstimatorOn OnBound(
        Func<double, double, double, double, int, GradientMoments> exact,
        Func<float, float, float, float, int, GradientSampler> sampler) => EstimatorOn.Of<ImportanceWeightedProblem>(
            (p, samples) => exact(p.PosteriorMean, p.PosteriorStandardDeviation, p.Mean, p.StandardDeviation, samples),
            (p, samples) => sampler(
                (float)p.PosteriorMean,
                (float)p.PosteriorStandardDeviation,
                (float)p.Mean,
                (float)p.StandardDeviation,
                samples));
}

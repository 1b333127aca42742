namespace BayesBench.Agreements.Gradients;

/// <content>The score function with a moving baseline.</content>
public static partial class Estimators
{
    // As in the reference implementation of Mohamed et al.'s survey.
    private const double Decay = 0.9;

    /// <summary>The estimator of a <see cref="MovingAverageProblem"/>: with any decay and start.</summary>
    internal static EstimatorEntry AnyMovingAverage { get; } =
        new("moving-average-baseline", EstimatorOn.Of<MovingAverageProblem>((p, samples) => p.Exact(samples), (p, samples) => p.Sampler(samples)))
        {
            TakesSamples = true,
        };

    private static EstimatorEntry[] MovingAverages =>
    [
        new(
            "moving-average-baseline",
            EstimatorOn.Of<NormalProblem>((p, samples) => Moving(p).Exact(samples), (p, samples) => Moving(p).Sampler(samples)),
            EstimatorOn.Of<BernoulliProblem>((p, samples) => Moving(p).Exact(samples), (p, samples) => Moving(p).Sampler(samples)))
        {
            TakesSamples = true,
        },
    ];

    // The decay as a float has it, so that the exact moments are of what a device draws.
    private static MovingAverageProblem Moving(GradientProblem problem) => new(problem, (float)Decay, Start: 0);
}

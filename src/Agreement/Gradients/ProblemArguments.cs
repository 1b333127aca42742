using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>A kind of problem as the first arguments of its estimators' formulas.</summary>
/// <param name="Count">How many arguments.</param>
/// <param name="Draw">Draws them.</param>
/// <param name="Of">The problem that a call's first arguments make.</param>
/// <param name="RoundedAlike">
/// A problem where the roundings of all calls have one sign, so that a bound of their sum is approached; null where that is up
/// to the estimator.
/// </param>
internal sealed record ProblemArguments(
    int Count, Func<InputSource, object[]> Draw, Func<object[], GradientProblem> Of, object[]? RoundedAlike = null)
{
    /// <summary>Objective, k, mean and standard deviation; mean + standardDeviation e may round to the mean.</summary>
    public static ProblemArguments Normal { get; } = new(
        4,
        EstimatorJoint.Point,
        call => new NormalProblem((Objective)call[0], (double)call[1], (double)call[2], (double)call[3]),
        [Objective.Quadratic, 1 - Math.ScaleB(1, -6), 1.0, Math.ScaleB(1, -26)]);

    /// <summary>Target and logit.</summary>
    public static ProblemArguments Bernoulli { get; } = new(
        2, EstimatorJoint.BernoulliPoint, call => new BernoulliProblem((double)call[0], (double)call[1]));

    /// <summary>
    /// Mean and standard deviation of the posterior, then of q; the constants of a problem, here with an odd last bit each, are
    /// rounded once for all calls.
    /// </summary>
    public static ProblemArguments Elbo { get; } = new(
        4,
        source => [source.Normal(), source.LogUniform(0.3, 3), source.Normal(), source.LogUniform(0.1, 3)],
        call => new ElboProblem((double)call[0], (double)call[1], (double)call[2], (double)call[3]),
        [0.3f, 1.1f, -0.7f, 0.6f]);

    /// <summary>
    /// As for the evidence lower bound; q not so wide that the exact moments take long. Where the weights are nearly equal, the
    /// distance of the means rounds down for all calls, and nothing else does.
    /// </summary>
    public static ProblemArguments Bound { get; } = new(
        4,
        source => [source.Normal(), source.LogUniform(0.6, 3), source.Normal(), source.LogUniform(0.2, 1.2)],
        call => new ImportanceWeightedProblem((double)call[0], (double)call[1], (double)call[2], (double)call[3]),
        [Math.ScaleB(1, -44), 1.0, -Math.ScaleB(1, -20), 1.0]);

    /// <summary>
    /// Inputs, targets, means and standard deviations of a layer. A mean pre-activation a little above two rounds up by nearly
    /// half a spacing, once for all calls; nothing else in its distance from the target, two, is as large.
    /// </summary>
    public static ProblemArguments Layer { get; } = new(
        4,
        source =>
        [
            source.Matrix(2, 2, s => s.Normal()),
            source.Vector(2, s => s.Normal()),
            source.Vector(2, s => s.Normal()),
            source.Vector(2, s => s.LogUniform(0.1, 3)),
        ],
        call => new LayerProblem((double[][])call[0], (double[])call[1], (double[])call[2], (double[])call[3]),
        [
            new double[][] { [1, 1], [1, 1] }, new[] { 2.0, 2.0 }, new[] { 2.0, Math.ScaleB(1.001, -23) },
            new[] { Math.ScaleB(1, -12), Math.ScaleB(1, -12) },
        ]);

    /// <summary>An objective under the normal law, and a baseline of each component.</summary>
    public static ProblemArguments NormalBaseline { get; } = WithBaseline(
        Normal, source => source.Vector(2, s => s.Normal()), [.. Normal.RoundedAlike!, new[] { 0.0, 0.0 }]);

    /// <summary>
    /// A Bernoulli toy and a baseline. What the objective leaves over of it is rounded once, on the host: the square of
    /// 5016 2^-25 tips f(1) up and f(0) down by about half a spacing.
    /// </summary>
    public static ProblemArguments BernoulliBaseline { get; } = WithBaseline(
        Bernoulli, source => source.Uniform(-1, 1), [0.5 - Math.ScaleB(5016, -25), 0.0, 0.0]);

    /// <summary>
    /// A Bernoulli toy and the temperature of its relaxation: a relaxed draw less the target, where it is above a half, rounds to
    /// itself.
    /// </summary>
    public static ProblemArguments Relaxed { get; } = new(
        3,
        source => [.. Bernoulli.Draw(source), source.LogUniform(0.1, 2)],
        call => new RelaxedProblem((double)call[0], (double)call[1], (double)call[2]),
        [Math.ScaleB(0.875, -25), 0.0, 1.0]);

    /// <summary>A relaxed toy and the scale of a control variate.</summary>
    public static ProblemArguments RelaxedScaled { get; } = new(
        4,
        source => [.. Relaxed.Draw(source), source.Uniform(-2, 2)],
        call => new RelaxedProblem((double)call[0], (double)call[1], (double)call[2], (double)call[3]),
        [.. Relaxed.RoundedAlike!, 1.0]);

    /// <summary>A relaxed toy and the weights of a control variate.</summary>
    public static ProblemArguments RelaxedWeighted { get; } = new(
        4,
        source => [.. Relaxed.Draw(source), source.Vector(2, s => s.Uniform(-2, 2))],
        call => new RelaxedProblem(
            (double)call[0], (double)call[1], (double)call[2], Values.Flatten(call[3])[0], Values.Flatten(call[3])[1]),
        [.. Relaxed.RoundedAlike!, new[] { 1.0, 0.0 }]);

    /// <summary>
    /// Targets of bits that share a logit, and the logit. One target where what a one adds rounds to a half, and f to what it is with
    /// that half.
    /// </summary>
    public static ProblemArguments Toy { get; } = new(
        2,
        source => [source.Vector(source.Pick(1, 2, 3, 6, 12), s => s.Uniform(0, 1)), source.Uniform(-6, 6)],
        call => new BernoulliToyProblem((double[])call[0], (double)call[1]),
        [new[] { 0.25 - Math.ScaleB(1, -26) }, 0.0]);

    /// <summary>Bits that share a logit, and a baseline.</summary>
    public static ProblemArguments ToyBaseline { get; } = WithBaseline(
        Toy, source => source.Uniform(-1, 1), [.. Toy.RoundedAlike!, 0.0]);

    /// <summary>An objective under the normal law, and the decay and the start of a moving baseline.</summary>
    public static ProblemArguments NormalMovingAverage { get; } = WithMovingAverage(Normal, Normal.RoundedAlike!);

    /// <summary>A Bernoulli toy, and the decay and the start of a moving baseline; 1 - 2 target rounds to a half.</summary>
    public static ProblemArguments BernoulliMovingAverage { get; } = WithMovingAverage(Bernoulli, [0.25 - Math.ScaleB(1, -26), 0.0]);

    private static ProblemArguments WithMovingAverage(ProblemArguments law, object[] roundedAlike) => new(
        law.Count + 2,
        source => [.. law.Draw(source), source.Uniform(0, 1), source.Uniform(-1, 1)],
        call => new MovingAverageProblem(law.Of(call), (double)call[law.Count], (double)call[law.Count + 1]),
        [.. roundedAlike, 0.5, 0.0]);

    private static ProblemArguments WithBaseline(ProblemArguments law, Func<InputSource, object> baseline, object[] roundedAlike) => new(
        law.Count + 1,
        source => [.. law.Draw(source), baseline(source)],
        call => new BaselineProblem(law.Of(call), Values.Flatten(call[law.Count])),
        roundedAlike);
}

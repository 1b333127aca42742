using BayesBench.Agreements.Gradients;
using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Example;

/// <summary>A problem of one's own for estimators of the suite, and an estimator of one's own for it.</summary>
public sealed class Extension : IStudyExtension
{
    private static readonly NormalFunction Function = NormalFunction.Of<LogCosh>();

    /// <inheritdoc />
    public IReadOnlyList<ProblemFamily> Problems { get; } =
    [
        new("log-cosh", [-3, 0, 1], [0], (k, setting) => [new LogCoshProblem(k, setting.Mean, setting.StandardDeviation)]),
    ];

    /// <inheritdoc />
    public IReadOnlyList<EstimatorEntry> Estimators { get; } =
    [
        new("score-function", EstimatorOn.Of<LogCoshProblem>(
            p => NumericalMoments.OfNormal(e => ScoreFunctionOf(p, e)),
            p => ScoreFunctionKernels.Normal(Function, (float)p.K, (float)p.Mean, (float)p.StandardDeviation))),
        new("pathwise", EstimatorOn.Of<LogCoshProblem>(
            p => NumericalMoments.OfNormal(e => PathwiseOf(p, e)),
            p => PathwiseKernels.Normal(Function, (float)p.K, (float)p.Mean, (float)p.StandardDeviation))),

        // Two samples have no one-dimensional integral: the mean is known, the variance is not.
        new("leave-one-out", EstimatorOn.Of<LogCoshProblem>(
            (p, _) => new GradientMoments(NumericalMoments.OfNormal(e => PathwiseOf(p, e)).Mean, [double.NaN, double.NaN]),
            (p, samples) => LeaveOneOutKernels.Normal(
                Function, (float)p.K, (float)p.Mean, (float)p.StandardDeviation, samples))) { TakesSamples = true },
        new("half-pathwise", EstimatorOn.Of<LogCoshProblem>(
            p => NumericalMoments.OfNormal(e => [.. ScoreFunctionOf(p, e).Zip(PathwiseOf(p, e), (a, b) => 0.5 * (a + b))]),
            p => GradientSampler.Of<HalfPathwise, LogCoshNumbers>(
                new LogCoshNumbers((float)p.K, (float)p.Mean, (float)p.StandardDeviation), samples: 1)))
        {
            EvaluationsPerSample = 2,
        },
    ];

    private static double[] ScoreFunctionOf(LogCoshProblem p, double e)
    {
        double scaled = p.Value(e) / p.StandardDeviation;
        return [scaled * e, scaled * ((e * e) - 1)];
    }

    private static double[] PathwiseOf(LogCoshProblem p, double e) => [p.Derivative(e), p.Derivative(e) * e];
}

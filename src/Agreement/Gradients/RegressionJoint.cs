using System.Runtime.CompilerServices;
using BayesBench.Kernels;

namespace BayesBench.Agreements.Gradients;

/// <summary>What the agreements of the estimators of a regression's gradient share.</summary>
internal static class RegressionJoint
{
    /// <summary>A normal number for each weight of each sample.</summary>
    public static CallNoise OfWeights { get; } =
        CallNoise.Normals((problem, samples) => samples * ((LinearRegressionProblem)problem).Means.Length);

    /// <summary>A normal number for each example.</summary>
    public static CallNoise OfExamples { get; } = CallNoise.Normals((problem, _) => ((LinearRegressionProblem)problem).Targets.Length);

    /// <summary>
    /// Design, targets, deviations of noise and prior, means and standard deviations under q, coordinate. Where s is a little below
    /// eight and sigma twice as little below one, s / sigma and 1 / s both round up by half a spacing, once for all calls; nothing else
    /// in the log weight is as large as the square of the first.
    /// </summary>
    private static ProblemArguments Arguments { get; } = new(
        7,
        Draw,
        call => new LinearRegressionProblem(
            (double[][])call[0],
            (double[])call[1],
            (double)call[2],
            (double)call[3],
            (double[])call[4],
            (double[])call[5],
            (int)call[6]),
        [
            new double[][] { [1] }, new[] { 0.0 }, 1 - Math.ScaleB(1, -23), 8192.0, new[] { 0.0 }, new[] { 8 - Math.ScaleB(1, -21) }, 0,
        ]);

    /// <summary>An estimator whose call takes such noise.</summary>
    public static EstimatorJoint Of(
        string estimator,
        CallNoise takes,
        Func<double[][], double[], double, double, double[], double[], int, double[], double[]> call,
        Func<RegressionRounding, double[], double, double[]> rounding)
    {
        // A block asks for the roundings of 65,536 calls on one problem.
        var regressions = new ConditionalWeakTable<GradientProblem, RegressionRounding>();
        return new(
            Estimators.Find(estimator),
            IsNormal: true,
            (problem, noise) =>
            {
                (double[][] design, double[] targets, double sigma, double prior, double[] means, double[] deviations, int coordinate) =
                    (LinearRegressionProblem)problem;
                return call(design, targets, sigma, prior, means, deviations, coordinate, noise);
            },
            (problem, noise, units) => rounding(
                regressions.GetValue(problem, held => new RegressionRounding((LinearRegressionProblem)held)), noise, units))
        {
            Arguments = Arguments,
            Takes = takes,
        };
    }

    /// <summary>The exact moments, by a kernel that takes the regressions of a batch.</summary>
    public static Agreement Moments(
        Delegate reference,
        Action<Device, Batch> kernel,
        Func<RegressionRounding, object[], (Rounded ByMean, Rounded ByDeviation)> variance,
        params int[] samples) => new(
            reference,
            kernel,
            source => samples.Length == 0 ? Draw(source) : [.. Draw(source), source.Pick(samples)],
            new ErrorBound(
                "each operation rounds once; sums of squares, and what is squared may cancel",
                (call, _, i) =>
                {
                    var regression = new RegressionRounding((LinearRegressionProblem)Arguments.Of(call));
                    return i switch
                    {
                        0 => regression.ByMean.Error,
                        1 => regression.ByDeviation.Error,
                        2 => variance(regression, call).ByMean.Error,
                        _ => variance(regression, call).ByDeviation.Error,
                    };
                }))
        {
            Calls = 512,
        };

    private static object[] Draw(InputSource source)
    {
        (int examples, int weights) = (source.Pick(1, 2, 4), source.Pick(1, 2, 3, 8));
        return
        [
            source.Matrix(examples, weights, s => s.Normal()),
            source.Vector(examples, s => s.Normal()),
            source.LogUniform(0.3, 2),
            source.LogUniform(0.5, 3),
            source.Vector(weights, s => s.Normal()),
            source.Vector(weights, s => s.LogUniform(0.1, 2)),
            source.Integer(0, weights - 1),
        ];
    }
}

using BayesBench.Agreements;
using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Inference;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>An estimator of a regression's gradient: its call on noise, and its exact moments.</summary>
public sealed record RegressionEstimator(
    string Name,
    Func<LinearRegressionProblem, double[], double[]> Call,
    Func<LinearRegressionProblem, GradientMoments> Moments,
    Func<LinearRegressionProblem, int> Numbers)
{
    public override string ToString() => Name;
}

/// <summary>What every estimator of a regression's gradient must be.</summary>
internal static class RegressionLaws
{
    // Gauss and Hermite's rule of five nodes: exact to the ninth degree in each number; a squared gradient is of the eighth.
    private static readonly (double Weight, double E)[] Nodes =
    [
        (8.0 / 15, 0),
        .. from sign in new[] { -1, 1 }
           from far in new[] { -1, 1 }
           select ((7 - (2 * far * Math.Sqrt(10))) / 60, sign * Math.Sqrt(5 + (far * Math.Sqrt(10)))),
    ];

    /// <summary>All that take a number for each weight, and leave-one-out of two samples.</summary>
    public static RegressionEstimator[] OfWeights { get; } =
    [
        new("total", On(TotalPathwise.Regression), On(TotalPathwise.RegressionMoments), Weights),
        new("landing", On(StickingTheLanding.Regression), On(StickingTheLanding.RegressionMoments), Weights),
        new("divergence", On(AnalyticKullbackLeibler.Regression), On(AnalyticKullbackLeibler.RegressionMoments), Weights),
        new("antithetic", On(AntitheticPathwise.Regression), On(AntitheticPathwise.RegressionMoments), Weights),
        new("score", On(ScoreFunction.Regression), On(ScoreFunction.RegressionMoments), Weights),
        new("leave-one-out", On(LeaveOneOut.Regression), LeaveOneOutMoments(2), problem => 2 * Weights(problem)),
    ];

    public static RegressionEstimator Local { get; } = new(
        "local", On(LocalWeightNoise.Regression), On(LocalWeightNoise.RegressionMoments), problem => problem.Targets.Length);

    public static Func<LinearRegressionProblem, GradientMoments> LeaveOneOutMoments(int samples) => p => LeaveOneOut.RegressionMoments(
        p.Design, p.Targets, p.NoiseDeviation, p.PriorDeviation, p.Means, p.StandardDeviations, p.Coordinate, samples);

    public static LinearRegressionProblem Drawn(InputSource source, int examples, int weights) => new(
        source.Matrix(examples, weights, s => s.Normal()),
        source.Vector(examples, s => s.Normal()),
        source.LogUniform(0.3, 2),
        source.LogUniform(0.5, 2),
        source.Vector(weights, s => s.Normal()),
        source.Vector(weights, s => s.LogUniform(0.2, 1)),
        source.Integer(0, weights - 1));

    public static LinearRegressionProblem[] Problems(ulong seed, int count, int examples, int weights)
    {
        var source = new InputSource(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Drawn(source, examples, weights))];
    }

    /// <summary>The powers of the study with q's deviations, by one of the weights.</summary>
    public static LinearRegressionProblem Powers(double[] deviations, int coordinate) => new(
        LinearRegressionProblem.Powers(deviations.Length), [0.5, -0.25, 0.75, 1.5], 0.5, 1, [.. deviations.Select(s => 1 - s)], deviations, coordinate);

    /// <summary>The same regression with the best q of independent weights: <c>m = mu</c>, <c>s_k^2 = 1 / P_kk</c>.</summary>
    public static LinearRegressionProblem AtTheBest(LinearRegressionProblem problem) => problem with
    {
        Means = Posterior(problem).Mean,
        StandardDeviations = [.. Precision(problem).Select((row, k) => 1 / Math.Sqrt(row[k]))],
    };

    /// <summary>The posterior's precision.</summary>
    public static double[][] Precision(LinearRegressionProblem problem)
    {
        double[][] gram = BayesianLinearRegression.SufficientStatistics(problem.Design, problem.Targets).Gram;
        double noise = Square(problem.NoiseDeviation), prior = Square(problem.PriorDeviation);
        return [.. gram.Select((row, k) => row.Select((sum, l) => (sum / noise) + (k == l ? 1 / prior : 0)).ToArray())];
    }

    public static WeightPosterior Posterior(LinearRegressionProblem p) => BayesianLinearRegression.Posterior(
        p.Design, p.Targets, Square(p.NoiseDeviation), new double[p.Means.Length], Square(p.PriorDeviation));

    public static double LogEvidence(LinearRegressionProblem p) => BayesianLinearRegression.LogEvidence(
        p.Design, p.Targets, Square(p.NoiseDeviation), new double[p.Means.Length], Square(p.PriorDeviation));

    /// <summary>The evidence lower bound in closed form.</summary>
    public static double Bound(LinearRegressionProblem p) => BayesianLinearRegression.Elbo(
        p.Design,
        p.Targets,
        Square(p.NoiseDeviation),
        new double[p.Means.Length],
        Square(p.PriorDeviation),
        p.Means,
        [.. p.StandardDeviations.Select((s, k) => Enumerable.Range(0, p.Means.Length).Select(l => k == l ? s * s : 0).ToArray())]);

    /// <summary>The exact moments are expectations of the call, by a rule that integrates them exactly.</summary>
    public static void MomentsAreSums(RegressionEstimator estimator, LinearRegressionProblem problem)
    {
        double[] first = [0, 0], absolute = [0, 0], square = [0, 0];
        foreach ((double weight, double[] noise) in Product(estimator.Numbers(problem)))
        {
            double[] gradient = estimator.Call(problem, noise);
            for (int i = 0; i < 2; i++)
            {
                first[i] += weight * gradient[i];
                absolute[i] += weight * Math.Abs(gradient[i]);
                square[i] += weight * gradient[i] * gradient[i];
            }
        }

        GradientMoments exact = estimator.Moments(problem);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(exact.Gradient[i], first[i], 1e-12 * absolute[i]);
            Assert.Equal(exact.Variance[i], square[i] - (first[i] * first[i]), 1e-12 * square[i]);
        }
    }

    /// <summary>
    /// The log weight <c>ln p(y) + ln p(theta | y) - ln q(theta)</c> and its slope by the coordinate, as polynomials in the noise, from
    /// the posterior's mean, precision and evidence.
    /// </summary>
    public static (NoisePolynomial LogWeight, NoisePolynomial Slope) OfPosterior(LinearRegressionProblem problem)
    {
        double[][] precision = Precision(problem);
        double[] mu = Posterior(problem).Mean, s = problem.StandardDeviations;
        NoisePolynomial Away(int k) => NoisePolynomial.Of(problem.Means[k] - mu[k]) + (s[k] * NoisePolynomial.Noise(k));
        int[] weights = [.. Enumerable.Range(0, mu.Length)];
        double level = LogEvidence(problem) + (0.5 * Math.Log(Matrix<double>.Build.DenseOfRowArrays(precision).Determinant()))
            + s.Sum(Math.Log);
        NoisePolynomial logWeight = weights.Aggregate(NoisePolynomial.Of(level), (sum, k) => weights.Aggregate(
            sum + (0.5 * NoisePolynomial.Noise(k) * NoisePolynomial.Noise(k)),
            (inner, l) => inner + (-0.5 * precision[k][l] * Away(k) * Away(l))));
        NoisePolynomial slope = weights.Aggregate(
            NoisePolynomial.Of(0), (sum, k) => sum + (-precision[problem.Coordinate][k] * Away(k)));
        return (logWeight, slope);
    }

    public static double Square(double x) => x * x;

    private static int Weights(LinearRegressionProblem problem) => problem.Means.Length;

    private static Func<LinearRegressionProblem, double[], double[]> On(
        Func<double[][], double[], double, double, double[], double[], int, double[], double[]> call) => (p, noise) =>
            call(p.Design, p.Targets, p.NoiseDeviation, p.PriorDeviation, p.Means, p.StandardDeviations, p.Coordinate, noise);

    private static Func<LinearRegressionProblem, GradientMoments> On(
        Func<double[][], double[], double, double, double[], double[], int, GradientMoments> moments) => p =>
            moments(p.Design, p.Targets, p.NoiseDeviation, p.PriorDeviation, p.Means, p.StandardDeviations, p.Coordinate);

    private static IEnumerable<(double Weight, double[] Noise)> Product(int numbers)
    {
        IEnumerable<(double Weight, double[] Noise)> all = [(1.0, [])];
        for (int i = 0; i < numbers; i++)
        {
            all = [.. from some in all from node in Nodes select (some.Weight * node.Weight, (double[])[.. some.Noise, node.E])];
        }

        return all;
    }
}

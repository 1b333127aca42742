using BayesBench.Agreements.Gradients;
using BayesBench.Results;

namespace BayesBench.Studies;

/// <summary>The exact variances between the parameters that were measured, for the curves under the points.</summary>
public static class ExactCurves
{
    private const int Points = 61;

    // Parameters that spread over more than this factor are spaced evenly by their logarithm.
    private const double WideFactor = 20;

    /// <summary>Exact variances of every estimator of a study, on a fine grid over the study's parameters.</summary>
    public static IReadOnlyList<CurveRow> Of(IReadOnlyList<StudyCell> cells, GradientStudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(options);
        var rows = new List<CurveRow>();
        foreach (var curve in cells.Where(cell => cell.Parameter is not null).GroupBy(cell => (cell.Problem, cell.Estimator)))
        {
            double[] parameters = [.. curve.Select(cell => cell.Parameter!.Value)];
            foreach (double parameter in Grid(parameters.Min(), parameters.Max()))
            {
                GradientProblem problem = ProblemOf(curve.Key.Problem, parameter, options);
                (EstimatorEntry estimator, int samples) = EstimatorOf(curve.Key.Estimator, options);
                double[] variances = estimator.Exact(problem, samples).Variance;
                rows.AddRange(problem.Components
                    .Select((component, i) => new CurveRow(problem.Name, parameter, curve.Key.Estimator, component, variances[i]))
                    .Where(row => !double.IsNaN(row.Variance)));
            }
        }

        return rows;
    }

    /// <summary>Whether an axis over these parameters should be logarithmic.</summary>
    public static bool IsWide(double low, double high) => low > 0 && high / low > WideFactor;

    private static IEnumerable<double> Grid(double low, double high) => low == high ? [low] : Enumerable.Range(0, Points).Select(i =>
    {
        double share = (double)i / (Points - 1);
        return IsWide(low, high) ? low * Math.Pow(high / low, share) : low + (share * (high - low));
    });

    internal static GradientProblem ProblemOf(string name, double parameter, GradientStudyOptions options) =>
        GradientStudyPlan.Problems(parameter, options).First(problem => problem.Name == name);

    internal static (EstimatorEntry Estimator, int Samples) EstimatorOf(string title, GradientStudyOptions options) => (
        from entry in options.Scope().Estimators
        from samples in entry.SamplesAmong(options.Samples)
        where entry.Title(samples) == title
        select (entry, samples)).First();
}

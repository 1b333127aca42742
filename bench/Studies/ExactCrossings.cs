using BayesBench.Agreements.Gradients;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>Where, between two parameters that were measured, another unbiased estimator becomes the best by its exact variance.</summary>
public static class ExactCrossings
{
    // A gap between two parameters shrinks to a millionth; tables show four digits.
    private const int Halvings = 20;

    // Formulas that mean the same number differ by their rounding.
    private const double Tie = 1e-9;

    /// <summary>Every crossing of a study.</summary>
    public static IReadOnlyList<CrossingRow> Of(IReadOnlyList<StudyCell> cells, GradientStudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(options);
        return
        [
            .. from cell in cells
               where cell.Parameter is not null && cell.ExactVariance is not null && cell.ExactMean == cell.ExactGradient
               group cell by (cell.Problem, cell.Component) into panel
               from target in Targets([.. panel])
               from crossing in Of(target, options)
               select crossing,
        ];
    }

    /// <summary>A sentence for every problem and component that has a crossing.</summary>
    public static IEnumerable<string> Sentences(IReadOnlyList<CrossingRow> crossings) =>
        from crossing in crossings
        group crossing by (crossing.Problem, crossing.Component) into panel
        select $"{panel.Key.Problem}, {panel.Key.Component}: {Chained([.. panel])}.";

    // One chain for every gradient: what wins above one crossing wins below the next.
    private static string Chained(CrossingRow[] panel) => string.Concat(panel.Select((one, i) =>
        (i == 0 ? one.Below : panel[i - 1].Above == one.Below && panel[i - 1].Parameter < one.Parameter ? string.Empty : $"; {one.Below}")
        + $" up to {Format.Digits(one.Parameter)}, {one.Above}"));

    // Estimators of one gradient are so at every parameter: the first one tells.
    private static IEnumerable<StudyCell[]> Targets(StudyCell[] panel) =>
        Standing.Targets(panel.Where(cell => cell.Parameter == panel[0].Parameter))
            .Select(target => target.Select(cell => cell.Estimator).ToHashSet())
            .Where(estimators => estimators.Count > 1)
            .Select(estimators => panel.Where(cell => estimators.Contains(cell.Estimator)).ToArray());

    private static List<CrossingRow> Of(StudyCell[] panel, GradientStudyOptions options)
    {
        double[] parameters = [.. panel.Select(cell => cell.Parameter!.Value).Distinct().Order()];
        (string Title, EstimatorEntry Estimator, int Samples)[] estimators =
        [
            .. panel.Select(cell => cell.Estimator).Distinct().Select(title =>
            {
                (EstimatorEntry estimator, int samples) = ExactCurves.EstimatorOf(title, options);
                return (title, estimator, samples);
            }),
        ];
        var found = new List<CrossingRow>();
        foreach ((double from, double to) in parameters.Zip(parameters.Skip(1)))
        {
            // One may win for a while between two others.
            for (double low = from; Winner(low) is var below && below != Winner(to);)
            {
                double high = to;
                for (int i = 0; i < Halvings; i++)
                {
                    double middle = 0.5 * (low + high);
                    (low, high) = Winner(middle) == below ? (middle, high) : (low, middle);
                }

                found.Add(new CrossingRow(panel[0].Problem, panel[0].Component, 0.5 * (low + high), below, Winner(high)));
                low = high;
            }
        }

        return found;

        string Winner(double parameter)
        {
            GradientProblem problem = ExactCurves.ProblemOf(panel[0].Problem, parameter, options);
            int component = problem.Components.Index().First(one => one.Item == panel[0].Component).Index;
            double[] costs =
            [
                .. estimators.Select(one =>
                    one.Estimator.Exact(problem, one.Samples).Variance[component] * one.Estimator.Evaluations(one.Samples, problem)),
            ];
            double least = costs.Min() * (1 + Tie);
            return estimators[Array.FindIndex(costs, cost => cost <= least)].Title;
        }
    }
}

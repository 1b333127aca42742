using BayesBench.Results;
using BayesBench.Studies;
using ScottPlot;

namespace BayesBench.Reporting;

/// <summary>Variance of a gradient against the objective's parameter: measured points on the exact curve.</summary>
public static class VarianceFigures
{
    // So many markers would hide the curve that they are to stand on.
    private const int Crowd = 30;

    public static string Build(IReadOnlyList<StudyCell> cells, IReadOnlyList<CurveRow> curves, string[] estimators)
    {
        ArgumentNullException.ThrowIfNull(cells);
        IEnumerable<string> panels = cells
            .GroupBy(cell => (cell.Problem, cell.Component))
            .Select(panel => Panel(panel.Key.Problem, panel.Key.Component, [.. panel], curves, estimators));
        return Html.Figure(
            Palette.Legend(estimators, cells.Select(cell => cell.Estimator)), panels,
            "Each point is a measured variance with its family-wise interval (bars, often smaller than the point); each line is the exact "
            + "variance. Points on the lines say that the estimators are right; the distance between the lines says what the choice of "
            + "estimator is worth. Lower is better, and every step of the axis is a factor of ten.");
    }

    // What the problems of a panel differ in: a target, the logit itself, a deviation, or an objective's k.
    private static string Axis(string problem, string component) => (problem, component) switch
    {
        (_, "logit") => "t",
        (_, "shared-logit") => "logit",
        ("layer", _) => "standard deviation of the first weight",
        _ when problem.StartsWith("linear-regression", StringComparison.Ordinal) => "standard deviation of every weight",
        _ => "k",
    };

    private static string Panel(string problem, string component, StudyCell[] cells, IReadOnlyList<CurveRow> curves, string[] estimators)
    {
        Plot plot = Plots.Create(Plots.Title(problem, component), Axis(problem, component), "variance of one gradient");
        (double least, double most) = (cells.Min(cell => cell.Parameter!.Value), cells.Max(cell => cell.Parameter!.Value));
        bool isWide = ExactCurves.IsWide(least, most);
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        for (int series = 0; series < estimators.Length; series++)
        {
            StudyCell[] points = [.. cells
                .Where(cell => cell.Estimator == estimators[series] && cell.Variance > 0)
                .OrderBy(cell => cell.Parameter)];
            CurveRow[] curve = [.. curves.Where(row =>
                row.Problem == problem && row.Component == component && row.Estimator == estimators[series] && row.Variance > 0)];
            if (curve.Length > 0)
            {
                var line = plot.Add.ScatterLine(
                    curve.Select(row => X(row.Parameter)).ToArray(), curve.Select(row => Math.Log10(row.Variance)).ToArray());
                line.Color = Palette.Colour(series);
                line.LineWidth = 1.5f;
            }

            foreach (StudyCell cell in points)
            {
                double low = Math.Log10(Math.Max(cell.VarianceLow, cell.Variance / 1e3));
                double high = Math.Log10(cell.VarianceHigh);
                lowest = Math.Min(lowest, low);
                highest = Math.Max(highest, high);
                var interval = plot.Add.Line(X(cell.Parameter!.Value), low, X(cell.Parameter.Value), high);
                interval.Color = Palette.Colour(series);
                interval.LineWidth = 3;
                var marker = plot.Add.Marker(X(cell.Parameter.Value), Math.Log10(cell.Variance));
                marker.Color = Palette.Colour(series);
                marker.Shape = Palette.Shape(series);
                marker.Size = points.Length > Crowd ? 3 : 7;
            }
        }

        double margin = 0.08 * Math.Max(1, highest - lowest);
        plot.Axes.SetLimitsY(lowest - margin, highest + margin);
        Plots.LogTicks(plot.Axes.Left, lowest - margin, highest + margin);
        if (isWide)
        {
            Plots.LogTicks(plot.Axes.Bottom, X(least), X(most));
        }

        return Plots.ToSvg(plot);

        double X(double parameter) => isWide ? Math.Log10(parameter) : parameter;
    }
}

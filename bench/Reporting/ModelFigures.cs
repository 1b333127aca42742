using BayesBench.Studies;
using ScottPlot;

namespace BayesBench.Reporting;

/// <summary>A model's gradient estimators: variance against time, one point an estimator.</summary>
public static class ModelFigures
{
    public static string Build(IReadOnlyList<StudyCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        string[] estimators = [.. cells.Select(cell => cell.Estimator).Distinct()];
        IEnumerable<string> panels = cells
            .GroupBy(cell => (cell.Problem, cell.Component))
            .Select(panel => Panel(panel.Key.Problem, panel.Key.Component, [.. panel], estimators));
        return Html.Figure(
            Palette.Legend(estimators), panels,
            "Each point is an estimator of the gradient of the evidence lower bound: to the left is faster, below is more precise, so the best stand "
            + "below and to the left. Bars are intervals. The dotted lines join points of equal variance times time: of two points on one "
            + "line, neither is better.");
    }

    private static string Panel(string problem, string component, StudyCell[] cells, string[] estimators)
    {
        Plot plot = Plots.Create(
            Plots.Title(problem, component), "time of one gradient, microseconds", "variance, summed over the weights");
        var points = cells.Where(cell => cell.Variance > 0 && cell.Nanoseconds > 0)
            .Select(cell => (X: Math.Log10(cell.Nanoseconds / 1e3), Y: Math.Log10(cell.Variance), Cell: cell)).ToArray();
        if (points.Length == 0)
        {
            return Plots.ToSvg(plot);
        }

        double left = points.Min(point => point.X) - 0.4;
        double right = points.Max(point => point.X) + 0.4;
        double low = points.Min(point => point.Y) - 0.5;
        double high = points.Max(point => point.Y) + 0.5;
        for (double sum = Math.Ceiling(left + low); sum <= right + high; sum++)
        {
            var line = plot.Add.Line(left, sum - left, right, sum - right);
            line.Color = Color.FromHex("#BDBDBD");
            line.LinePattern = LinePattern.Dotted;
        }

        foreach (var (x, y, cell) in points)
        {
            int series = Array.IndexOf(estimators, cell.Estimator);
            var interval = plot.Add.Line(
                x, Math.Log10(Math.Max(cell.VarianceLow, cell.Variance / 1e3)), x, Math.Log10(cell.VarianceHigh));
            interval.Color = Palette.Colour(series);
            interval.LineWidth = 2;
            var marker = plot.Add.Marker(x, y);
            marker.Color = Palette.Colour(series);
            marker.Shape = Palette.Shape(series);
            marker.Size = 10;
        }

        plot.Axes.SetLimits(left, right, low, high);
        Plots.LogTicks(plot.Axes.Bottom, left, right);
        Plots.LogTicks(plot.Axes.Left, low, high);
        return Plots.ToSvg(plot);
    }
}

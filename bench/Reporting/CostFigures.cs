using BayesBench.Studies;
using BayesBench.Support;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace BayesBench.Reporting;

/// <summary>Variance times time: what a given precision costs with each estimator.</summary>
public static class CostFigures
{
    public static string Build(IReadOnlyList<StudyCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        string[] estimators = [.. cells.Select(cell => cell.Estimator).Distinct()];
        IEnumerable<string> panels = cells
            .GroupBy(cell => (cell.Problem, cell.Component))
            .Select(panel => Panel(Plots.Title(panel.Key.Problem, panel.Key.Component), [.. panel], estimators));
        return Html.Figure(
            Palette.Legend(estimators), panels,
            "Variance times time per gradient, relative to the best estimator of the panel (1), as the geometric mean over the parameters. A bar "
            + "of 100 says: to be equally precise, this estimator needs a hundred times the computing time. Shorter is better.");
    }

    private static string Panel(string title, StudyCell[] cells, string[] estimators)
    {
        (string Name, int Series, double Cost)[] bars = [.. estimators
            .Select((name, series) => (name, series, Cost: GeometricMean(cells.Where(cell => cell.Estimator == name))))
            .Where(bar => double.IsFinite(bar.Cost))];
        double best = bars.Length > 0 ? bars.Min(bar => bar.Cost) : 1;
        Plot plot = Plots.Create(title, "variance x time, relative to the best", string.Empty);
        var names = new NumericManual();
        double longest = 1;
        for (int i = 0; i < bars.Length; i++)
        {
            double length = Math.Log10(bars[i].Cost / best);
            int y = bars.Length - 1 - i;
            longest = Math.Max(longest, length);
            var bar = plot.Add.Bar(y, length);
            bar.Horizontal = true;
            bar.Color = Palette.Colour(bars[i].Series);
            bar.Bars[0].Size = 0.6;
            bar.Bars[0].LineWidth = 0;
            var label = plot.Add.Text(Format.Short(bars[i].Cost / best), length, y);
            label.LabelAlignment = Alignment.MiddleLeft;
            label.LabelFontSize = 11;
            label.OffsetX = 4;
            names.AddMajor(y, bars[i].Name);
        }

        plot.Axes.Left.TickGenerator = names;
        plot.Axes.SetLimits(0, longest * 1.3, -0.6, Math.Max(1, bars.Length) - 0.4);
        Plots.LogTicks(plot.Axes.Bottom, 0, longest * 1.3);
        return Plots.ToSvg(plot, height: 110 + (40 * bars.Length));
    }

    private static double GeometricMean(IEnumerable<StudyCell> cells)
    {
        double[] logs = [.. cells.Where(cell => cell.VarianceTimesTime > 0).Select(cell => Math.Log(cell.VarianceTimesTime))];
        return logs.Length > 0 ? Math.Exp(logs.Average()) : double.NaN;
    }
}

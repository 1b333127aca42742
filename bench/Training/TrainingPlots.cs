using BayesBench.Reporting;
using ScottPlot;
using Palette = BayesBench.Reporting.Palette;

namespace BayesBench.Training;

/// <summary>A run as plots.</summary>
public static class TrainingPlots
{
    /// <summary>Bound and likelihood by epoch, as SVG.</summary>
    public static string Bound(IReadOnlyList<TrainingPoint> history)
    {
        Plot plot = Plots.Create("evidence lower bound (blue), log-likelihood (orange)", "epochs", "nats of a datum");
        Add(plot, history, 0, row => row.LowerBound);
        Add(plot, history, 1, row => row.LogLikelihood);
        return Plots.ToSvg(plot);
    }

    /// <summary>Test error by epoch, as SVG; null where the model classifies nothing.</summary>
    public static string? Error(IReadOnlyList<TrainingPoint> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.All(row => row.Error is null))
        {
            return null;
        }

        Plot plot = Plots.Create("error on the test images", "epochs", "% of labels wrong");
        Add(plot, history, 0, row => 100 * (row.Error ?? double.NaN));
        return Plots.ToSvg(plot);
    }

    /// <summary>The histogram of ln alpha, a line for every sparse layer, as SVG; null where there is none.</summary>
    public static string? LogAlpha(IReadOnlyList<LogAlphaRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return null;
        }

        Plot plot = Plots.Create("ln alpha of weights by layer; from 3 on they are pruned", "ln alpha", "% of the layer's weights");
        foreach ((int index, IGrouping<string, LogAlphaRow> layer) in rows.GroupBy(row => row.Layer).Index())
        {
            double weights = layer.Sum(row => row.Weights);
            Line(
                plot, index, [.. layer.Select(row => (row.From + row.To) / 2)], [.. layer.Select(row => 100 * row.Weights / weights)]);
        }

        plot.Add.VerticalLine(3, color: Color.FromHex("#757575"), pattern: LinePattern.Dotted);
        return Plots.ToSvg(plot);
    }

    private static void Add(Plot plot, IReadOnlyList<TrainingPoint> history, int series, Func<TrainingPoint, double> value) =>
        Line(plot, series, [.. history.Select(row => (double)row.Epoch)], [.. history.Select(value)]);

    private static void Line(Plot plot, int series, double[] x, double[] y)
    {
        var line = plot.Add.Scatter(x, y);
        line.Color = Palette.Colour(series);
        line.MarkerShape = Palette.Shape(series);
        line.LineWidth = 2;
        line.MarkerSize = x.Length > 50 ? 0 : 5;
    }
}

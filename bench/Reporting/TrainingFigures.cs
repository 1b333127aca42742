using BayesBench.Results;
using ScottPlot;

namespace BayesBench.Reporting;

/// <summary>How a fit went: the bound and the test error against the steps.</summary>
public static class TrainingFigures
{
    public static string Build(IReadOnlyList<TrainingRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        TrainingRow last = rows[^1];
        return Html.Figure(
            string.Empty,
            [
                Panel(rows, "evidence lower bound", "nats per datum", row => row.LowerBound),
                Panel(rows, "error on 1,000 test images", "% of labels wrong", row => 100 * (1 - row.Accuracy)),
            ],
            Support.Format.Invariant(
                $"Left, the bound that the fit maximises (expected log-likelihood minus divergence from the prior), over {last.Epochs:F1} passes through the data in {last.Seconds:F1} s: it must rise and level off. Right, what that does for images never seen."));
    }

    private static string Panel(IReadOnlyList<TrainingRow> rows, string title, string unit, Func<TrainingRow, double> value)
    {
        Plot plot = Plots.Create(title, "optimiser steps", unit);
        var points = rows.Where(row => double.IsFinite(value(row))).ToArray();
        var line = plot.Add.Scatter(
            points.Select(row => (double)row.Step).ToArray(), points.Select(value).ToArray());
        line.Color = Palette.Colour(0);
        line.LineWidth = 2;
        line.MarkerSize = 5;
        return Plots.ToSvg(plot);
    }
}

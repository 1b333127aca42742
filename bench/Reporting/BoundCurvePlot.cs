using BayesBench.Models;
using BayesBench.Support;
using ScottPlot;

namespace BayesBench.Reporting;

/// <summary>Bounds against samples seen, as the published figure has them: samples by their logarithm.</summary>
public static class BoundCurvePlot
{
    // As low as the published figure goes: what lies below is the first steps.
    private const double Lowest = -150;

    /// <summary>The plot: of every number of latents the test images' curve, and dotted that of training images.</summary>
    /// <param name="rows">At least one.</param>
    /// <returns>SVG.</returns>
    public static string Svg(IReadOnlyList<BoundCurveRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Plot plot = Plots.Create("evidence lower bound of test images, dotted: of training images", "training samples seen", "nats of an image");
        foreach ((int index, IGrouping<int, BoundCurveRow> curve) in rows.GroupBy(row => row.Latents).OrderBy(curve => curve.Key).Index())
        {
            double[] samples = [.. curve.Select(row => Math.Log10(row.Samples))];
            var test = plot.Add.Scatter(samples, curve.Select(row => row.TestBound).ToArray());
            (test.Color, test.MarkerShape, test.LineWidth, test.MarkerSize) = (Palette.Colour(index), Palette.Shape(index), 2, 4);
            test.LegendText = Format.Invariant($"{curve.Key} latent numbers");
            var train = plot.Add.Scatter(samples, curve.Select(row => row.TrainBound).ToArray());
            (train.Color, train.LinePattern, train.LineWidth, train.MarkerSize) = (Palette.Colour(index), LinePattern.Dotted, 2, 0);
        }

        double first = Math.Log10(rows.Min(row => row.Samples)), last = Math.Log10(rows.Max(row => row.Samples));
        Plots.LogTicks(plot.Axes.Bottom, first, last);
        double highest = rows.Max(row => Math.Max(row.TrainBound, row.TestBound));
        double lowest = Math.Max(Lowest, rows.Min(row => Math.Min(row.TrainBound, row.TestBound)));
        double margin = 0.05 * Math.Max(1, highest - lowest);
        if (highest > lowest && last > first)
        {
            plot.Axes.SetLimits(first, last, lowest - margin, highest + margin);
        }

        plot.ShowLegend(Alignment.LowerRight);
        return Plots.ToSvg(plot, width: 640, height: 440);
    }
}

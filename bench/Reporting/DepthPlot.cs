using BayesBench.Models;
using ScottPlot;

namespace BayesBench.Reporting;

/// <summary>Error against layers run, a line for every rule of stopping.</summary>
public static class DepthPlot
{
    /// <summary>As SVG.</summary>
    public static string Svg(IReadOnlyList<DepthCostRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Plot plot = Plots.Create(
            "all layers (blue), median of q (orange), draw (green), joint mode (pink)", "mean layers run for a test image", "% of labels wrong");
        foreach ((int index, IGrouping<string, DepthCostRow> rule) in rows.GroupBy(row => row.Rule).Index())
        {
            DepthCostRow[] byBlocks = [.. rule.OrderBy(row => row.Blocks)];
            var line = plot.Add.Scatter(
                byBlocks.Select(row => row.Blocks).ToArray(), byBlocks.Select(row => 100 * row.Error).ToArray());
            line.Color = Palette.Colour(index);
            line.MarkerShape = Palette.Shape(index);
            line.LineWidth = 2;
            line.MarkerSize = 6;
        }

        return Plots.ToSvg(plot);
    }
}

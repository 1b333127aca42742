using BayesBench.Reporting;
using ScottPlot;
using Palette = BayesBench.Reporting.Palette;

namespace BayesBench.Training;

/// <summary>How surprising images are: the share of every domain by -ln p(x).</summary>
public static class OutOfDomainPlot
{
    private const int BinsOfDecade = 16;

    /// <summary>The plot, as SVG.</summary>
    /// <param name="rows">At least one; below one nat of surprise counts as one.</param>
    public static string Svg(IReadOnlyList<DomainRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Plot plot = Plots.Create("surprise of images; left of the test digits, p(x) takes what is no digit for one", "-ln p(x), nats", "% of the images");
        int[] bins = [.. rows.Select(Bin)];
        (int first, int last) = (bins.Min() - 1, bins.Max() + 1);
        foreach ((int index, IGrouping<string, DomainRow> domain) in rows.GroupBy(row => row.Domain).Index())
        {
            int[] range = [.. Enumerable.Range(first, last - first + 1)];
            ILookup<int, DomainRow> held = domain.ToLookup(Bin);
            var line = plot.Add.Scatter(
                range.Select(bin => (bin + 0.5) / BinsOfDecade).ToArray(),
                range.Select(bin => 100.0 * held[bin].Count() / domain.Count()).ToArray());
            (line.Color, line.MarkerShape, line.LineWidth, line.MarkerSize) = (Palette.Colour(index), Palette.Shape(index), 2, 4);
            line.LegendText = domain.Key;
        }

        Plots.LogTicks(plot.Axes.Bottom, (double)first / BinsOfDecade, (double)(last + 1) / BinsOfDecade);
        plot.Axes.SetLimits((double)first / BinsOfDecade, (double)(last + 1) / BinsOfDecade, 0, 105);
        plot.ShowLegend(Alignment.UpperRight);
        return Plots.ToSvg(plot, width: 640, height: 400);
    }

    private static int Bin(DomainRow row) => (int)Math.Floor(BinsOfDecade * Math.Log10(Math.Max(1, -row.LogEvidence)));
}

using BayesBench.Results;
using BayesBench.Support;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace BayesBench.Reporting;

/// <summary>Every kernel's rate as a share of the roof that limits it.</summary>
public static class ThroughputFigures
{
    private const string RandomNumbers = "random numbers";
    private static readonly string[] Kinds = [Roofs.Memory, Roofs.Cache, Roofs.Arithmetic, RandomNumbers, Roofs.Launch];

    public static string Build(IReadOnlyList<ThroughputRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Plot plot = Plots.Create("share of the nearest roof", "% of what the device does at best", string.Empty);
        var names = new NumericManual();
        var ordered = rows.OrderBy(row => row.ShareOfRoof).ToList();
        for (int i = 0; i < ordered.Count; i++)
        {
            var bar = plot.Add.Bar(i, 100 * ordered[i].ShareOfRoof);
            bar.Horizontal = true;
            bar.Color = Palette.Colour(Array.IndexOf(Kinds, KindOf(ordered[i].Roof)));
            bar.Bars[0].Size = 0.6;
            bar.Bars[0].LineWidth = 0;
            var label = plot.Add.Text(
                $"{Format.Percent(ordered[i].ShareOfRoof)}, {Format.Invariant($"{ordered[i].Ratio:G3}")}x the reference",
                100 * ordered[i].ShareOfRoof, i);
            label.LabelAlignment = Alignment.MiddleLeft;
            label.LabelFontSize = 11;
            label.OffsetX = 4;
            names.AddMajor(i, NameOf(ordered[i], rows));
        }

        plot.Axes.Left.TickGenerator = names;
        plot.Axes.SetLimits(0, 135, -0.6, ordered.Count - 0.4);
        var limit = plot.Add.VerticalLine(100);
        limit.Color = Colors.Black;
        limit.LinePattern = LinePattern.Dashed;
        limit.LineWidth = 1;
        return Html.Figure(
            Palette.Legend(Kinds, rows.Select(row => KindOf(row.Roof))),
            [Plots.ToSvg(plot, width: 2 * Plots.Width, height: 110 + (32 * ordered.Count))],
            "A kernel cannot be faster than the device can move its bytes, do its arithmetic, draw its random numbers or start it; the bar is its "
            + "share of whichever is nearest (the dashed line is 100%). Cold data lie in memory, warm data in the cache, and a bar of a launch "
            + "says that the kernel has too little to do. The roofs were measured in the same run.");
    }

    private static string KindOf(string roof) => roof switch
    {
        Roofs.Words or Roofs.Uniforms or Roofs.Normals => RandomNumbers,
        Roofs.LaunchInARow => Roofs.Launch,
        _ => roof,
    };

    private static string NameOf(ThroughputRow row, IReadOnlyList<ThroughputRow> rows)
    {
        bool hasPeers = rows.Any(other => other.Id == row.Id && other.Benchmark != row.Benchmark);
        return $"{row.Id} ({(hasPeers ? $"{row.Benchmark}, " : string.Empty)}{row.WorkingSet})";
    }
}

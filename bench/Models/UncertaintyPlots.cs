using BayesBench.Reporting;
using ScottPlot;
using Palette = BayesBench.Reporting.Palette;

namespace BayesBench.Models;

/// <summary>The comparison as plots.</summary>
public static class UncertaintyPlots
{
    // Room for a title that names every line.
    private const int Width = 700;

    // As Palette has them.
    private static readonly string[] Colours = ["blue", "orange", "green", "pink", "yellow", "light blue", "black"];

    /// <summary>Mean entropy against the angle, a line for every model, as SVG.</summary>
    public static string Entropy(IReadOnlyList<UncertaintyRow> rows) => ByAngle(rows, "predictive entropy, nats", row => row.Entropy);

    /// <summary>Mean mutual information against the angle, as SVG.</summary>
    public static string MutualInformation(IReadOnlyList<UncertaintyRow> rows) =>
        ByAngle(rows, "mutual information, nats", row => row.MutualInformation);

    /// <summary>Error against the angle, as SVG.</summary>
    public static string Error(IReadOnlyList<UncertaintyRow> rows) => ByAngle(rows, "% of labels wrong", row => 100 * row.Error!.Value);

    /// <summary>How the entropies of digits, of digits upside down and of no digits lie, for one model, as SVG.</summary>
    public static string Histogram(IReadOnlyList<EntropyRow> rows, string model)
    {
        ArgumentNullException.ThrowIfNull(rows);
        (string Name, EntropyRow[] Bins)[] lines =
        [
            .. rows.Where(row => row.Model == model && (row.Angle is null or 0 or 90))
                .GroupBy(row => row.Angle == 90 ? "turned by 90°" : row.Images)
                .Select(group => (group.Key, group.ToArray())),
        ];
        Plot plot = Plots.Create(Title(lines.Select(line => line.Name)), $"predictive entropy of {model}, nats", "% of the images");
        foreach ((int index, (_, EntropyRow[] bins)) in lines.Index())
        {
            double images = bins.Sum(bin => bin.Count);
            Add(plot, index, [.. bins.Select(bin => (bin.From + bin.To) / 2)], [.. bins.Select(bin => 100 * bin.Count / images)]);
        }

        return Plots.ToSvg(plot, Width);
    }

    private static string ByAngle(IReadOnlyList<UncertaintyRow> rows, string label, Func<UncertaintyRow, double> value)
    {
        ArgumentNullException.ThrowIfNull(rows);
        IGrouping<string, UncertaintyRow>[] models = [.. rows.Where(row => row.Angle is not null).GroupBy(row => row.Model)];
        Plot plot = Plots.Create(Title(models.Select(model => model.Key)), "digits turned by, degrees", label);
        foreach ((int index, IGrouping<string, UncertaintyRow> model) in models.Index())
        {
            Add(plot, index, [.. model.Select(row => row.Angle!.Value)], [.. model.Select(value)]);
        }

        return Plots.ToSvg(plot, Width);
    }

    private static string Title(IEnumerable<string> lines) =>
        string.Join(", ", lines.Select((name, index) => $"{name} ({Colours[index % Colours.Length]})"));

    private static void Add(Plot plot, int series, double[] x, double[] y)
    {
        var line = plot.Add.Scatter(x, y);
        line.Color = Palette.Colour(series);
        line.MarkerShape = Palette.Shape(series);
        line.LineWidth = 2;
        line.MarkerSize = 5;
    }
}

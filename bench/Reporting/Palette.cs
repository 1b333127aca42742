using ScottPlot;

namespace BayesBench.Reporting;

/// <summary>
/// Colours that people with any colour vision tell apart (Okabe and Ito's), each with a marker of its own, so
/// that a series is known by its shape too.
/// </summary>
public static class Palette
{
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

    private static readonly MarkerShape[] Shapes =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp,
    ];

    private static readonly string[] Glyphs = ["●", "■", "▲", "◆", "○", "□", "△"];

    public static string Hex(int series) => Colours[series % Colours.Length];

    public static Color Colour(int series) => Color.FromHex(Hex(series));

    public static MarkerShape Shape(int series) => Shapes[series % Shapes.Length];

    /// <summary>A legend beside the plots, where it covers no data.</summary>
    /// <param name="series">All series of the report: one has the same colour in every figure.</param>
    /// <param name="shown">Those that this figure shows.</param>
    public static string Legend(IReadOnlyList<string> series, IEnumerable<string> shown) =>
        "<p class=\"legend\">" + string.Concat(series.Index().Where(one => shown.Contains(one.Item)).Select(one =>
            $"<span><b style=\"color:{Hex(one.Index)}\">{Glyphs[one.Index % Glyphs.Length]}</b> {Html.Encode(one.Item)}</span>")) + "</p>";
}

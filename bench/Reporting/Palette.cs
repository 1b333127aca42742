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
    public static string Legend(IEnumerable<string> names) =>
        "<p class=\"legend\">" + string.Concat(names.Select((name, i) =>
            $"<span><b style=\"color:{Hex(i)}\">{Glyphs[i % Glyphs.Length]}</b> {Html.Encode(name)}</span>")) + "</p>";
}

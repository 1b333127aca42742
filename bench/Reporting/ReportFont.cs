using ScottPlot;
using SkiaSharp;

namespace BayesBench.Reporting;

/// <summary>
/// The plots' font, which the program brings along: Skia writes no text at all on a machine without fonts, and
/// lays it out differently on machines with different ones.
/// </summary>
internal sealed class ReportFont : IFontResolver
{
    public const string Name = "BayesBench Sans";

    private static readonly Lazy<SKTypeface> Typeface = new(() =>
    {
        using Stream font = typeof(ReportFont).Assembly.GetManifestResourceStream("BayesBench.Reporting.Fonts.BayesBenchSans.ttf")!;
        return SKTypeface.FromStream(font);
    });

    private static readonly Lazy<bool> Registered = new(() =>
    {
        ScottPlot.Fonts.FontResolvers.Insert(0, new ReportFont());
        ScottPlot.Fonts.Default = Name;
        return true;
    });

    public static void Register() => _ = Registered.Value;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName == Name ? Typeface.Value : null;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Typeface.Value : null;
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace BayesBench.Reporting;

/// <summary>
/// The plots' font: widths without letters. The reader's browser draws the letters of an SVG with a font of its own;
/// Skia only measures them, but writes no text at all where it finds no font, and a bare machine has none.
/// </summary>
internal sealed partial class MetricFont : IFontResolver
{
    public const string Name = "BayesBench Metric";

    // All characters from the space to the end of the mathematical operators.
    private const char First = ' ';
    private const char Last = '\u22FF';

    // In thousandths of an em, near the wide ones of the common sans-serif fonts: labels that fit here overlap nowhere.
    private static readonly (ushort Width, string Letters)[] Classes =
    [
        (300, "ijl|.,:;'!·I "),
        (390, "frt()[]-/\\\"`²³¹°*{}"),
        (540, "ckszvxyJLF?_"),
        (680, "ABCDEGHKNOPQRSTUVXYZ&=+<>±×÷≤≥≈−→"),
        (930, "mwMW@%…—∞"),
    ];

    private const ushort Other = 640; // digits and most small letters

    private static readonly ushort[] Widths = MeasureAll();

    private static readonly Lazy<SKTypeface> Typeface = new(() =>
        SKTypeface.FromData(SKData.CreateCopy(TrueType.Build(Name, First, Widths, ascent: 930, descent: 240)))
        ?? throw new InvalidOperationException("Skia cannot read the plots' font."));

    private static readonly Lazy<bool> Registered = new(() =>
    {
        ScottPlot.Fonts.FontResolvers.Insert(0, new MetricFont());
        ScottPlot.Fonts.Default = Name;
        return true;
    });

    public static void Register() => _ = Registered.Value;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName == Name ? Typeface.Value : null;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Typeface.Value : null;

    /// <summary>
    /// Skia places every letter by this font's widths. Of a text it keeps only the point that the plot aligned (its
    /// start, middle or end), and leaves the spacing to the font that the browser has.
    /// </summary>
    public static string Realign(string svg) => Texts().Replace(svg, match =>
    {
        double size = Number("size");
        double left = Number("x");
        string text = match.Groups["text"].Value;
        double width = WebUtility.HtmlDecode(text).Sum(letter => letter is >= First and <= Last ? Widths[letter - First] : Other) * size / 1000;
        // The plot moves the origin to the aligned point, so the text's left edge lies 0, 1/2 or 1 widths before it.
        int halves = Math.Clamp((int)Math.Round(-2 * left / width), 0, 2);
        string anchor = halves switch { 0 => "start", 1 => "middle", _ => "end" };
        double x = Math.Round(left + (halves * width / 2), 2) + 0.0; // adding 0 turns -0 into 0
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<text{match.Groups["attributes"]} text-anchor=\"{anchor}\" x=\"{x}\" y=\"{Number("y"):0.##}\">{text}</text>");

        double Number(string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    });

    private static ushort[] MeasureAll()
    {
        var widths = new ushort[Last - First + 1];
        Array.Fill(widths, Other);
        foreach ((ushort width, string letters) in Classes)
        {
            foreach (char letter in letters)
            {
                widths[letter - First] = width;
            }
        }

        return widths;
    }

    [GeneratedRegex("<text(?<attributes>[^>]* font-size=\"(?<size>[^\"]*)\"[^>]*) x=\"(?<x>[^,\"]*)[^\"]*\" y=\"(?<y>[^,\"]*)[^\"]*\">\\s*(?<text>.*?)\\s*</text>", RegexOptions.Singleline)]
    private static partial Regex Texts();
}

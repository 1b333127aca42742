using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace BayesBench.Reporting;

/// <summary>How every plot of the report looks, and how it becomes SVG inside HTML.</summary>
public static partial class Plots
{
    public const int Width = 480;
    public const int Height = 330;

    private static int _count;

    public static Plot Create(string title, string xLabel, string yLabel)
    {
        MetricFont.Register();
        var plot = new Plot();
        plot.Font.Set(MetricFont.Name);
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Title.Label.FontSize = 13;
        plot.Axes.Title.Label.Bold = false;
        foreach ((IAxis axis, string label) in new (IAxis, string)[] { (plot.Axes.Bottom, xLabel), (plot.Axes.Left, yLabel) })
        {
            axis.Label.Text = label;
            axis.Label.FontSize = 12;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = 11;
        }

        plot.Axes.Left.MinimumSize = 66;
        plot.Grid.MajorLineColor = Color.FromHex("#E3E3E3");
        plot.FigureBackground.Color = Colors.White;
        plot.HideLegend();
        return plot;
    }

    /// <summary>A panel's title: the objective as a formula where it is a known one, and the component.</summary>
    public static string Title(string problem, string component)
    {
        string title = Formula(problem);
        return $"{title}{(title.StartsWith("f(", StringComparison.Ordinal) ? ": gradient by " : ", ")}{component.Replace('-', ' ')}";
    }

    /// <summary>Inline SVG, with ids of its own: two SVGs of one page must not share a clip path's name.</summary>
    public static string ToSvg(Plot plot, int width = Width, int height = Height)
    {
        ArgumentNullException.ThrowIfNull(plot);
        string prefix = string.Create(CultureInfo.InvariantCulture, $"p{Interlocked.Increment(ref _count)}-");
        string svg = plot.GetSvgXml(width, height);
        svg = MetricFont.Realign(svg[svg.IndexOf("<svg", StringComparison.Ordinal)..]);
        svg = Ids().Replace(svg, match => match.Groups[1].Value + prefix);
        // A font list instead of the one font of the machine that drew it.
        return FontFamilies().Replace(svg, "font-family=\"'DejaVu Sans', Verdana, Helvetica, Arial, sans-serif\"") + "\n";
    }

    /// <summary>Ticks at powers of ten for values that are plotted as logarithms.</summary>
    public static void LogTicks(IAxis axis, double lowest, double highest)
    {
        ArgumentNullException.ThrowIfNull(axis);
        int first = (int)Math.Floor(lowest);
        int last = (int)Math.Ceiling(highest);
        int stride = Math.Max(1, (int)Math.Ceiling((last - first) / 7.0));
        bool isNarrow = highest - lowest < 1.5; // too few powers of ten to read a value from
        var ticks = new NumericManual();
        for (int exponent = first; exponent <= last; exponent++)
        {
            if ((exponent - first) % stride == 0)
            {
                ticks.AddMajor(exponent, PowerOfTen(1, exponent));
            }

            for (int digit = 2; digit <= 9 && stride == 1; digit++)
            {
                if (isNarrow && digit is (2 or 5))
                {
                    ticks.AddMajor(exponent + Math.Log10(digit), PowerOfTen(digit, exponent));
                }
                else
                {
                    ticks.AddMinor(exponent + Math.Log10(digit));
                }
            }
        }

        axis.TickGenerator = ticks;
    }

    private static string Formula(string problem) => problem switch
    {
        "quadratic" => "f(x) = (x - k)²",
        "exponential" => "f(x) = exp(-k x²)",
        "cosine" => "f(x) = cos(k x)",
        _ when problem.StartsWith("bernoulli", StringComparison.Ordinal) => "f(b) = (b - t)²," + Logit().Replace(problem[9..], match => Support.Format.Invariant($"{double.Parse(match.Value, CultureInfo.InvariantCulture):0.##}")),
        _ when problem.StartsWith("elbo", StringComparison.Ordinal) => problem.Replace("elbo", "ELBO,", StringComparison.Ordinal),
        _ => problem.Replace("logistic-regression ", string.Empty, StringComparison.Ordinal).Replace('-', ' '),
    };

    private static string PowerOfTen(int digit, int exponent) => exponent switch
    {
        >= -3 and <= 4 => (digit * Math.Pow(10, exponent)).ToString("0.###", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{digit}e{exponent}"),
    };

    [GeneratedRegex(@"-?\d[\d.]*")]
    private static partial Regex Logit();

    [GeneratedRegex("(\\bid=\"|url\\(#|href=\"#)")]
    private static partial Regex Ids();

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex FontFamilies();
}

using System.Globalization;
using BayesBench.Kernels;

namespace BayesBench.Support;

/// <summary>Numbers and names as people read them.</summary>
public static class Format
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T", "P"];

    public static string Of(DeviceKind kind) => kind switch
    {
        DeviceKind.Cuda => "CUDA GPU",
        DeviceKind.OpenClGpu => "OpenCL GPU",
        DeviceKind.OpenClCpu => "OpenCL CPU",
        _ => "CPU accelerator",
    };

    /// <summary>1.23 G and the unit.</summary>
    public static string WithPrefix(double value, string unit)
    {
        int power = 0;
        double magnitude = Math.Abs(value);
        while (magnitude >= 999.5 && power < Prefixes.Length - 1)
        {
            magnitude /= 1000;
            value /= 1000;
            power++;
        }

        return Invariant($"{value:G3} {Prefixes[power]}{unit}");
    }

    public static string Bytes(long bytes) => Invariant($"{bytes / (double)(1 << 30):F1} GiB");

    public static string Percent(double share) => Invariant($"{100 * share:F1}%");

    /// <summary>Three digits.</summary>
    public static string Short(double value) => Significant(value, 3);

    /// <summary>Five digits; nothing for a missing value.</summary>
    public static string Digits(double? value) => value is { } number ? Significant(number, 5) : string.Empty;

    public static string Nanoseconds(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => Invariant($"{nanoseconds:G3} ns"),
        < 1e6 => Invariant($"{nanoseconds / 1e3:G3} us"),
        < 1e9 => Invariant($"{nanoseconds / 1e6:G3} ms"),
        _ => Invariant($"{nanoseconds / 1e9:G3} s"),
    };

    // No exponent where a person reads the number faster without one.
    private static string Significant(double value, int digits)
    {
        string text = value.ToString($"G{digits}", CultureInfo.InvariantCulture);
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        return Math.Abs(value) is >= 1e3 and < 1e7
            ? double.Parse(text, CultureInfo.InvariantCulture).ToString("#,##0.##", CultureInfo.InvariantCulture)
            : mark < 0 ? text : $"{text[..mark]}e{int.Parse(text[(mark + 1)..], CultureInfo.InvariantCulture)}";
    }

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

using System.Text.RegularExpressions;

namespace BayesBench.Support;

/// <summary>The one line of an exception that a user reads.</summary>
public static partial class ErrorText
{
    /// <summary>The message without what .NET appends to those of argument errors.</summary>
    public static string Of(Exception e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return OneLine(e is ArgumentException ? Appendix().Replace(e.Message, string.Empty) : e.Message);
    }

    public static string OneLine(string message) => LineBreaks().Replace(message.Trim(), " ");

    [GeneratedRegex(@" \(Parameter '[^']*'\)(\s*Actual value was .*)?$", RegexOptions.Singleline)]
    private static partial Regex Appendix();

    [GeneratedRegex(@"\s*[\r\n]+\s*")]
    private static partial Regex LineBreaks();
}

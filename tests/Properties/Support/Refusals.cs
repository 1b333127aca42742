using Xunit;

namespace BayesBench.Properties.Support;

/// <summary>
/// Bad input and what is said about it, as a table: the key is "what: message", the value the call that must end so.
/// </summary>
public static class Refusals
{
    public static TheoryData<string> Rows(Dictionary<string, Action> table) => [.. table.Keys];

    public static void Check(Dictionary<string, Action> table, string row)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(row);
        string message = row[(row.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        var error = Assert.ThrowsAny<ArgumentException>(table[row]);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(error.ParamName!, message, StringComparison.Ordinal);
        bool isAboutShape = message.Contains(" has ", StringComparison.Ordinal)
            || message.Contains(" is empty", StringComparison.Ordinal);
        Assert.Equal(isAboutShape ? typeof(ArgumentException) : typeof(ArgumentOutOfRangeException), error.GetType());
    }
}

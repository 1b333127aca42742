using System.Text;
using System.Text.RegularExpressions;

namespace BayesBench.Catalogue;

/// <summary>The few pieces of Markdown that the generated documents are made of.</summary>
internal static partial class Markdown
{
    /// <summary>Text in which nothing is markup, a cell of a table too.</summary>
    public static string Plain(string text) => Special().Replace(text, @"\$0");

    public static string Link(string text, string path) => $"[{text}]({path})";

    public static string Table(IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        var table = new StringBuilder();
        foreach (IReadOnlyList<string> line in (IEnumerable<IReadOnlyList<string>>)[columns, [.. columns.Select(_ => "---")], .. rows])
        {
            table.Append("| ").AppendJoin(" | ", line).Append(" |\n");
        }

        return table.ToString();
    }

    [GeneratedRegex(@"[\\*_\[\]<|`]")]
    private static partial Regex Special();
}

using System.Text;

namespace BayesBench.Saboteurs;

/// <summary>The committed table: every saboteur, and the test that kills it.</summary>
internal static class VerdictTable
{
    private const string Head = """
        # Saboteurs

        Written by `dotnet run -c Release --project tools/saboteurs -- --write`, and only if every one was killed: each mistake
        below was made in a copy of the sources, and the test beside it, green before, went red. CI tries ten of them, others
        with every commit. A new one is an entry in `tools/saboteurs/saboteurs.json`.

        | mistake | file | the text | became | killed by |
        | --- | --- | --- | --- | --- |

        """;

    public static string Text(IReadOnlyList<Saboteur> saboteurs)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (Saboteur one in saboteurs)
        {
            text.Append($"| {one.Mistake} | [{Path.GetFileName(one.File)}](../{one.File}) | {Code(one.Old)} | {Code(one.New)} | `{one.Test}`{(one.Formula is null ? "" : $" of {one.Formula}")} |\n");
        }

        return text.ToString();
    }

    private static string Code(string text) =>
        text.Length == 0 ? "nothing" : $"`{text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")}`";
}

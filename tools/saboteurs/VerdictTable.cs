namespace BayesBench.Saboteurs;

/// <summary>The committed table: every saboteur, and the test that kills it.</summary>
internal static class VerdictTable
{
    private const string Head = """
        # Saboteurs

        Written by `dotnet run -c Release --project tools/saboteurs -- --write`: each mistake below was made in a copy of the
        sources, and the test beside it, green before, went red. A new one is an entry in `tools/saboteurs/saboteurs.json`;
        `--missing --write` tries the new ones and adds those that are killed. CI tries ten of them, others with every commit,
        and fails where the table does not show them all.

        | mistake | file | the text | became | killed by |
        | --- | --- | --- | --- | --- |

        """;

    public static string Text(IEnumerable<Saboteur> saboteurs) =>
        string.Concat(saboteurs.Select(Row).Prepend(Head.ReplaceLineEndings("\n")));

    /// <summary>Whether a table has the saboteur's row, as it is now.</summary>
    public static bool Shows(string table, Saboteur saboteur) => table.Contains(Row(saboteur), StringComparison.Ordinal);

    private static string Row(Saboteur one) =>
        $"| {one.Mistake} | [{Path.GetFileName(one.File)}](../{one.File}) | {Code(one.Old)} | {Code(one.New)} | `{one.Test}`{(one.Formula is null ? "" : $" of {one.Formula}")} |\n";

    private static string Code(string text) =>
        text.Length == 0 ? "nothing" : $"`{text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")}`";
}

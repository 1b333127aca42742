using System.Text.Json;

namespace BayesBench.Properties.Support;

/// <summary>Rows of a golden file of this repository: id, arguments by name, value.</summary>
internal static class CommittedRows
{
    public static IReadOnlyList<(JsonElement Arguments, double Value)> Read(string file, string id)
    {
        var rows = new List<(JsonElement, double)>();
        foreach (string line in File.ReadLines(Path.Combine(Root(), "tests", "Properties", "Golden", file)))
        {
            JsonElement row = JsonDocument.Parse(line).RootElement;
            if (row.GetProperty("id").GetString() == id)
            {
                rows.Add((row.GetProperty("args"), row.GetProperty("value").GetDouble()));
            }
        }

        return rows.Count > 0 ? rows : throw new InvalidOperationException($"{file} has no row of {id}.");
    }

    /// <summary>The directory of Bench.sln, looked for upwards: paths baked in by the compiler are mapped in CI.</summary>
    private static string Root()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Bench.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new InvalidOperationException("Bench.sln lies in no directory above the tests.");
    }
}

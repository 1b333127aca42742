using System.Text.Json;
using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary>
/// How many committed golden values each formula has: counted where the files are, in the checkout or beside the
/// program. Where there is neither, nobody knows, and the count is null.
/// </summary>
public static class GoldenRows
{
    private static readonly Lazy<Dictionary<string, int>?> Counts = new(Count);

    /// <summary>The number of rows of an id; null where the files are not here.</summary>
    public static int? Of(string id) => Counts.Value?.GetValueOrDefault(id);

    private static Dictionary<string, int>? Count()
    {
        string folder = Checkout.Root is { } root
            ? Path.Combine(root, "tests", "Properties", "Golden")
            : Path.Combine(AppContext.BaseDirectory, "Golden");
        return !Directory.Exists(folder) ? null : Directory.GetFiles(folder, "*.jsonl")
            .SelectMany(File.ReadLines)
            .Where(line => line.Length > 0)
            .CountBy(IdOf)
            .ToDictionary();
    }

    private static string IdOf(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("id").GetString()!;
    }
}

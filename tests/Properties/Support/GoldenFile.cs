using System.Text.Json;

namespace BayesBench.Properties.Support;

/// <summary>One golden value: the formula's id, its arguments, what it is worth.</summary>
public sealed record GoldenLine(string Id, JsonElement Arguments, JsonElement Value);

/// <summary>Reads golden values: <c>committed</c> stand beside the tests, <c>shared</c> in <c>BAYESBENCH_GOLDEN</c>.</summary>
public static class GoldenFile
{
    private static readonly Dictionary<string, IReadOnlyList<GoldenLine>> Cache = [];

    public static string? SharedFolder =>
        Environment.GetEnvironmentVariable("BAYESBENCH_GOLDEN") is { Length: > 0 } folder ? folder : null;

    public static string CommittedFolder => Path.Combine(AppContext.BaseDirectory, "Golden");

    public static IReadOnlyList<GoldenLine> Lines(string source)
    {
        lock (Cache)
        {
            if (!Cache.TryGetValue(source, out IReadOnlyList<GoldenLine>? lines))
            {
                string? folder = source == "shared" ? SharedFolder : CommittedFolder;
                lines = folder is null ? [] : [.. Directory.GetFiles(folder, "*.jsonl").Order().SelectMany(Read)];
                Cache.Add(source, lines);
            }

            return lines;
        }
    }

    /// <summary>All numbers of a value in order: of a number, an array, or an object of these.</summary>
    public static double[] Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(Numbers)],
        JsonValueKind.Object => [.. value.EnumerateObject().SelectMany(member => Numbers(member.Value))],
        JsonValueKind.String => [double.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture)],
        _ => [value.GetDouble()],
    };

    private static IEnumerable<GoldenLine> Read(string file) =>
        from line in File.ReadLines(file)
        where line.Length > 0
        let json = JsonDocument.Parse(line).RootElement
        select new GoldenLine(json.GetProperty("id").GetString()!, json.GetProperty("args"), json.GetProperty("value"));
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace BayesBench.Data;

/// <summary>The data sets that BayesBench knows, read from the manifest inside the program.</summary>
public static class DataSets
{
    private static readonly Lazy<IReadOnlyList<DataSet>> Known = new(ReadEmbedded);

    /// <summary>MNIST, the UCI regression sets, NIST's reference sets.</summary>
    public static IReadOnlyList<DataSet> All => Known.Value;

    /// <summary>The MNIST files.</summary>
    public static DataSet Mnist => Find("mnist");

    /// <summary>The set of that name.</summary>
    /// <exception cref="ArgumentException">No set has that name; the message lists those that exist.</exception>
    public static DataSet Find(string name) => Find(All, name);

    internal static DataSet Find(IReadOnlyList<DataSet> sets, string name) =>
        sets.FirstOrDefault(set => set.Name == name) ?? throw new ArgumentException(
            $"set '{name}' is not known; it must be one of {string.Join(", ", sets.Select(set => set.Name))}.");

    private static List<DataSet> ReadEmbedded()
    {
        using Stream manifest = typeof(DataSets).Assembly
            .GetManifestResourceStream("BayesBench.Data.manifest.json")!;
        ManifestSet[] sets = JsonSerializer.Deserialize<Manifest>(manifest, Strict)!.Sets;
        return [.. sets.Select(set => new DataSet(
            set.Name, set.Title, set.Terms, set.Mirrors,
            [.. set.Files.Select(file => file with { Path = $"{set.Name}/{file.Path}" })]))];
    }

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    // The shape of manifest.json; a path there is relative to its set's folder.
    private sealed record Manifest(ManifestSet[] Sets);

    private sealed record ManifestSet(
        string Name, string Title, string Terms, string[] Mirrors, DataFile[] Files);
}

using System.Text.Json.Serialization;

namespace BayesBench.Data;

/// <summary>What stands where a data file should be.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FileState>))]
public enum FileState
{
    [JsonStringEnumMemberName("present")]
    Present,

    [JsonStringEnumMemberName("missing")]
    Missing,

    [JsonStringEnumMemberName("damaged")]
    Damaged,
}

/// <summary>One file looked at, or fetched.</summary>
/// <param name="File">Path below the data directory.</param>
/// <param name="State">What stands there now.</param>
/// <param name="Reason">Why the file is not present, or not fetched; null when all is well.</param>
/// <param name="Fetched">Whether this call brought it.</param>
public sealed record FileReport(string File, FileState State, string? Reason, bool Fetched = false);

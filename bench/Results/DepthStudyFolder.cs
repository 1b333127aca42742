using System.Text.Encodings.Web;
using System.Text.Json;
using BayesBench.Data;
using BayesBench.Models;
using BayesBench.Reporting;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Results;

/// <summary>provenance.json of a study of depth.</summary>
/// <param name="Run">Network, options, seed, data.</param>
/// <param name="Machine">Where and when, from which code.</param>
public sealed record DepthStudyProvenance(RunDefinition Run, Machine Machine);

/// <summary>
/// Results of a study of depth: depth.csv, provenance.json, depth.svg and, of every price, the test images that stop first and last.
/// </summary>
public static class DepthStudyFolder
{
    private const int Columns = 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes what there is; every file whole.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="parts">Of every price that is done.</param>
    /// <param name="digits">The data, as one sees them.</param>
    /// <param name="provenance">Where it all comes from.</param>
    public static void Write(string path, IReadOnlyList<DepthStudyPart> parts, Digits digits, DepthStudyProvenance provenance)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(digits);
        DepthCostRow[] rows = [.. parts.SelectMany(part => part.Rows)];
        Csv.Write(Path.Combine(path, "depth.csv"), rows);
        AtomicFile.WriteAllText(Path.Combine(path, "provenance.json"), JsonSerializer.Serialize(provenance, Json) + "\n");
        AtomicFile.WriteAllText(Path.Combine(path, "depth.svg"), DepthPlot.Svg(rows));
        foreach (DepthStudyPart part in parts)
        {
            WriteImages(path, part, "first", part.First, digits.TestImages);
            WriteImages(path, part, "last", part.Last, digits.TestImages);
        }
    }

    private static void WriteImages(string path, DepthStudyPart part, string which, IReadOnlyList<int> images, float[] pixels)
    {
        var grid = new ImageGrid(
            [.. images.SelectMany(image => pixels.AsSpan(image * Digits.Pixels, Digits.Pixels).ToArray())], Math.Min(Columns, images.Count));
        string file = Path.Combine(path, Format.Invariant($"tau-{part.Rows[0].Tau}-{which}.png"));
        AtomicFile.WriteBytes(file, stream => stream.Write(grid.Png()));
    }
}

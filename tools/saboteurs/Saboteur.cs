using System.Text.Json;
using BayesBench.Support;

namespace BayesBench.Saboteurs;

/// <summary>A deliberate mistake, and the test that must fail for it.</summary>
/// <param name="Mistake">What somebody might get wrong, in a few words.</param>
/// <param name="File">The source, relative to the checkout.</param>
/// <param name="Old">Text that stands in it exactly once.</param>
/// <param name="New">What stands there instead.</param>
/// <param name="Test">The test: class and method.</param>
/// <param name="Formula">Where the test has a row for each formula, whose.</param>
public sealed record Saboteur(string Mistake, string File, string Old, string New, string Test, string? Formula = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The folder of the test's program.</summary>
    public string Suite => Test.Split('.')[0].EndsWith("Statistics", StringComparison.Ordinal) ? "tests/Statistical" : "tests/Properties";

    /// <summary>Test and formula, as they are told.</summary>
    public string Judge => Formula is null ? Test : $"{Test} ({Formula})";

    /// <summary>Reads the table.</summary>
    /// <exception cref="BadInputException">It is not one, or a mistake is none.</exception>
    public static IReadOnlyList<Saboteur> Read(string path)
    {
        try
        {
            Saboteur[] all = JsonSerializer.Deserialize<Saboteur[]>(System.IO.File.ReadAllText(path), Json) ?? [];
            return all.FirstOrDefault(one => one.Old == one.New) is { } none
                ? throw new BadInputException($"{path}: '{none.Mistake}' changes nothing.")
                : all;
        }
        catch (JsonException error)
        {
            throw new BadInputException($"{path} is no table of saboteurs: {error.Message}");
        }
    }
}

/// <summary>What became of a saboteur.</summary>
/// <param name="Saboteur">Who.</param>
/// <param name="IsKilled">Whether the test failed, as it should.</param>
/// <param name="Reason">What the test said, or why it does not count.</param>
public sealed record Verdict(Saboteur Saboteur, bool IsKilled, string Reason);

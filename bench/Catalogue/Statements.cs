using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BayesBench.Agreements;

namespace BayesBench.Catalogue;

/// <summary>Every statement of the lecture, F01 to F96.</summary>
public static class Statements
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private static readonly Lazy<IReadOnlyList<Statement>> Everything = new(Read);

    /// <summary>All statements, in the lecture's order.</summary>
    public static IReadOnlyList<Statement> All => Everything.Value;

    /// <summary>Those that a formula of the suite holds.</summary>
    public static IEnumerable<Statement> Of(string id) => All.Where(statement => statement.Formulas.Contains(id));

    /// <summary>Whether a text is meant as a statement's number, in the lecture or not.</summary>
    public static bool IsNumber(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 1 && text[0] is 'f' or 'F' && text.Skip(1).All(char.IsAsciiDigit);
    }

    /// <summary>The statement of a number; f1 and F01 are one.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Statement Find(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        string canonical = "F" + number[1..].TrimStart('0').PadLeft(2, '0');
        return All.FirstOrDefault(statement => statement.Number == canonical) ?? throw new ArgumentException(
            $"no statement '{number}'; the lecture has {All[0].Number} to {All[^1].Number}.", nameof(number));
    }

    /// <summary>How far the suite holds a statement.</summary>
    public static Coverage CoverageOf(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return (statement.Formulas.Count, statement.Planned.Count) switch
        {
            (0, 0) => Coverage.NothingToCompute,
            (0, _) => Coverage.NotYet,
            (_, 0) => Coverage.Whole,
            _ => Coverage.InPart,
        };
    }

    /// <summary>How many statements the suite holds, in a sentence.</summary>
    public static string Count()
    {
        int Of(Coverage coverage) => All.Count(statement => CoverageOf(statement) == coverage);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of the {All.Count} statements the suite holds {Of(Coverage.Whole)} whole and {Of(Coverage.InPart)} in part; {Of(Coverage.NotYet)} are not in it yet, and {Of(Coverage.NothingToCompute)} have nothing to compute.");
    }

    /// <summary>The topics that the registry has formulas of.</summary>
    public static IReadOnlySet<string> Topics { get; } = Registry.All.Select(Topic.Of).ToHashSet();

    private static IReadOnlyList<Statement> Read()
    {
        using Stream stream = typeof(Statements).Assembly.GetManifestResourceStream("BayesBench.Catalogue.statements.json")!;
        return JsonSerializer.Deserialize<IReadOnlyList<Statement>>(stream, Json)!;
    }
}

/// <summary>How far the suite holds a statement.</summary>
public enum Coverage
{
    /// <summary>All formulas that are to hold it are in the registry.</summary>
    Whole,

    /// <summary>Some are.</summary>
    InPart,

    /// <summary>None is.</summary>
    NotYet,

    /// <summary>A date, a misspelt word.</summary>
    NothingToCompute,
}

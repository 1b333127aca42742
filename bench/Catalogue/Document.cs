using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary>A document that <c>catalogue --write</c> writes; a test holds the committed one equal to it.</summary>
/// <param name="File">From the checkout's root.</param>
/// <param name="Text">As it should be.</param>
public sealed record Document(string File, string Text)
{
    private const string Begin = "<!-- catalogue -->\n";
    private const string End = "<!-- /catalogue -->\n";

    /// <summary>Said at the head of each.</summary>
    public const string Origin =
        "Written by `dotnet run -c Release --project bench -- catalogue --write`; a test holds it equal to the code, and `BAYESBENCH_UPDATE=1` writes it again.";

    /// <summary>All of them, for a checkout.</summary>
    public static IReadOnlyList<Document> All(string root) =>
    [
        new("docs/formulas.md", FormulasDocument.Text()),
        new("docs/errata.md", Errata.Text()),
        new("docs/estimators.md", Between(System.IO.File.ReadAllText(Path.Combine(root, "docs/estimators.md")), EstimatorsDocument.Text(), "docs/estimators.md")),
        new("README.md", Between(System.IO.File.ReadAllText(Path.Combine(root, "README.md")), Rooms())),
    ];

    /// <summary>Puts a text between the catalogue's markers.</summary>
    /// <exception cref="CheckFailedException">There are no markers.</exception>
    public static string Between(string document, string text, string name = "the README")
    {
        ArgumentNullException.ThrowIfNull(document);
        int begin = document.IndexOf(Begin, StringComparison.Ordinal);
        int end = document.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? document[..(begin + Begin.Length)] + text + document[end..]
            : throw new CheckFailedException($"{name} has no place for the catalogue; it must hold {Begin.Trim()} and {End.Trim()}.");
    }

    private static string Rooms() => Markdown.Table(
        ["room", "topics", "formulas"],
        FormulaEntry.All.GroupBy(entry => entry.Topic.Split('/')[0]).OrderBy(room => room.Key, StringComparer.Ordinal).Select(room => new[]
        {
            room.Key,
            string.Join(", ", room.Select(entry => entry.Topic.Split('/')[1]).Distinct().Order(StringComparer.Ordinal)),
            Format.Invariant($"{room.Count()}"),
        }));
}

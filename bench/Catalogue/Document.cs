using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary>A document that <c>catalogue --write</c> writes; a test holds the committed one equal to it.</summary>
/// <param name="File">From the checkout's root.</param>
/// <param name="Make">Makes it as it should be.</param>
public sealed record Document(string File, Func<string> Make)
{
    private const string Begin = "<!-- catalogue -->\n";
    private const string End = "<!-- /catalogue -->\n";

    /// <summary>Said at the head of each.</summary>
    public const string Origin =
        "Written by `dotnet run -c Release --project bench -- catalogue --write`; a test holds it equal to the code, and `BAYESBENCH_UPDATE=1` writes it again.";

    /// <summary>All of them, for a checkout.</summary>
    public static IReadOnlyList<Document> All(string root) =>
    [
        new("docs/formulas.md", FormulasDocument.Text),
        new("docs/topics.md", () => TopicsDocument.Text(root)),
        new("docs/errata.md", Errata.Text),
        new("docs/estimators.md", () => Filled(root, "docs/estimators.md", EstimatorsDocument.Text())),
        new("README.md", () => Filled(root, "README.md", RoomsTable.Text(root), "the README")),
    ];

    /// <summary>The document as it should be.</summary>
    public string Text => Make();

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

    private static string Filled(string root, string file, string text, string? name = null) =>
        Between(System.IO.File.ReadAllText(Path.Combine(root, file)), text, name ?? file);
}

using System.Text;
using BayesBench.Agreements;
using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary><c>docs/formulas.md</c>: the formulas of the suite by topic, then the statements of the lecture.</summary>
internal static class FormulasDocument
{
    public static string Text()
    {
        var text = new StringBuilder();
        text.Append("# Formulas\n\n").Append(Document.Origin).Append("\n\n")
            .Append(Format.Invariant($"{FormulaEntry.All.Count} formulas. {Statements.Count()}\n"))
            .Append("`catalogue ID` and `catalogue F27` show all that is known of one, with a live example.\n");
        foreach (var topic in Registry.All.GroupBy(Topic.Of).OrderBy(topic => topic.Key, StringComparer.Ordinal))
        {
            text.Append("\n## ").Append(topic.Key).Append("\n\n").Append(Views(topic)).Append("\n\n")
                .Append(Markdown.Table(["formula", "is", "error bound", "statements", "golden"], topic.Select(Row)));
        }

        return text.Append("\n## The statements of the lecture\n\n")
            .Append("In the suite: *yes* when every formula that is to hold a statement is there. What is wrong as printed is in the [errata](errata.md).\n\n")
            .Append(Markdown.Table(["", "as printed", "status", "home", "in the suite", "formulas"], Statements.All.Select(Row)))
            .ToString();
    }

    // Formulas of one topic may stand in different parts of its reference.
    private static string Views(IEnumerable<Agreement> topic)
    {
        ViewFile[] views = [.. topic.SelectMany(Topic.FilesOf).Distinct()];
        return string.Join(" · ", views.OrderBy(view => view.View == "reference" ? 0 : 1).Select(view => view.File is { } file
            ? Markdown.Link(view.View, $"../{file}")
            : $"no {view.View}: {view.MissingBecause}"));
    }

    private static string[] Row(Agreement agreement)
    {
        FormulaEntry entry = FormulaEntry.Of(agreement);
        Documentation documentation = Documentation.Of(agreement.Reference.Method);
        string formula = documentation.Formula is { } text ? $"<br>{Markdown.Plain(text)}" : string.Empty;
        return
        [
            Markdown.Plain(entry.Signature()),
            Markdown.Plain(documentation.Summary) + formula,
            Markdown.Plain(agreement.Bound.Analysis),
            string.Join(' ', entry.Statements),
            Format.Invariant($"{entry.GoldenRows}"),
        ];
    }

    private static string[] Row(Statement statement) =>
    [
        statement.Number,
        Markdown.Plain(statement.Printed),
        CatalogueText.Of(statement.Status),
        statement.Home,
        CatalogueText.Of(Statements.CoverageOf(statement)),
        string.Join(", ", statement.Formulas),
    ];
}

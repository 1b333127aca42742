using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary>The catalogue as people read it on a terminal.</summary>
public static class CatalogueText
{
    public static string Of(Status status) => status switch
    {
        Status.Correct => "correct",
        Status.WrongAsPrinted => "wrong as printed",
        Status.Incomplete => "incomplete",
        Status.NeedsACondition => "needs a condition",
        _ => "typo",
    };

    public static string Of(Coverage coverage) => coverage switch
    {
        Coverage.Whole => "yes",
        Coverage.InPart => "in part",
        Coverage.NotYet => "not yet",
        _ => "nothing to compute",
    };

    /// <summary>The views of a row: all, or which are missing.</summary>
    public static string Views(FormulaEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string[] missing = [.. entry.Views.Where(view => view.File is null).Select(view => "no " + view.View)];
        return missing.Length == 0 ? "all" : string.Join(", ", missing);
    }

    public static void Write(IReadOnlyList<FormulaEntry> entries, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.WriteTable(
            ["formula", "topic", "views", TableColumn.Number("golden"), "statements", "errata"],
            entries.Select(entry => new[]
            {
                entry.Signature(), entry.Topic, Views(entry), Golden(entry.GoldenRows),
                string.Join(' ', entry.Statements), string.Join(' ', entry.Errata),
            }));
        foreach (var missing in entries.SelectMany(entry => entry.Views).Where(view => view.File is null)
            .GroupBy(view => (view.View, view.MissingBecause)))
        {
            terminal.Line(Format.Invariant($"no {missing.Key.View} ({missing.Count()} formulas): {missing.Key.MissingBecause}."));
        }

        terminal.Line(Format.Invariant($"{entries.Count} formulas. {Statements.Count()}"));
    }

    public static void Write(FormulaPage page, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(terminal);
        Documentation text = page.Documentation;
        terminal.Line($"{page.Entry.Id}: {text.Summary}");
        terminal.WriteFields(
        [
            .. Field("formula", text.Formula),
            ("signature", page.Signature),
            .. text.Parameters.Select(one => ("arguments", $"{one.Name}: {one.Text}")),
            .. Field("returns", text.Returns),
            .. text.Exceptions.Select(one => ("refuses", $"{one.Name}: {one.Text}")),
            .. text.Notes.Select(note => ("notes", note)),
            .. Field("source", text.Source),
            ("error bound", page.Bound),
            .. Field("loose because", page.LooseBecause),
            .. page.Entry.Statements.Select(Statements.Find).Select(one => (
                "statements", $"{one.Number} {one.Printed}{(one.Status == Status.Correct ? string.Empty : $" ({Of(one.Status)})")}")),
            .. page.Entry.Views.Select(view => ("files", view.File ?? $"no {view.View}: {view.MissingBecause}")),
            ("golden rows", Golden(page.Entry.GoldenRows)),
        ]);
        Write(page.Example, terminal);
    }

    public static void Write(StatementPage page, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(terminal);
        Statement statement = page.Statement;
        StatementExample? example = page.Example;
        terminal.Line($"{statement.Number}: {Of(statement.Status)}");
        terminal.WriteFields(
        [
            ("printed", statement.Printed),
            .. Field("corrected", statement.Corrected),
            .. Field("note", statement.Note),
            ("lives in", page.Lives()),
            .. statement.Formulas.Select(id => ("formulas", id)),
            .. statement.Planned.Select(id => ("formulas", $"{id} (planned)")),
            .. Field("example", example?.About),
            .. Field("printed form", example?.Printed),
            .. Field("right", example?.Stated is { } stated ? $"{stated}{(example.Call is null ? " (stated, not yet computed here)" : string.Empty)}" : null),
            .. Field("call", example?.Planned is { } planned ? $"{planned} (planned)" : null),
            .. page.Tests.Select(file => ("tests", file)),
            .. page.GoldenRows.Select(row => ("golden rows", $"{row.Key}: {Golden(row.Value)}")),
            .. statement.Status == Status.WrongAsPrinted ? Field("proof", Errata.ProofOf(statement)) : [],
        ]);
        if (example?.Call is { } call)
        {
            Write(call, terminal);
        }
    }

    // Whole lines, so that they can be copied into eval.
    private static void Write(ExampleCall call, Terminal terminal)
    {
        terminal.Line();
        terminal.Line(call.Line());
        terminal.Line($"= {call.Value.GetRawText()}");
    }

    private static string Golden(int? rows) => rows is { } count ? Format.Invariant($"{count}") : "not counted: no checkout";

    private static (string, string)[] Field(string name, string? text) => text is null ? [] : [(name, text)];
}

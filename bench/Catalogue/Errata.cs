using System.Text;
using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary><c>docs/errata.md</c>: what is wrong in the lecture as printed, with numbers that show it.</summary>
internal static class Errata
{
    /// <summary>The test that computes the printed form and shows it wrong, or when there will be one.</summary>
    public static string ProofOf(Statement statement) => (statement.Proof, Statements.CoverageOf(statement)) switch
    {
        ({ } test, _) => test,
        (null, Coverage.NotYet) => $"proved when {statement.Home} lands",
        _ => "no test yet",
    };

    public static string Text()
    {
        Statement[] wrong = [.. Of(Status.WrongAsPrinted)];
        int proved = wrong.Count(statement => statement.Proof is not null);
        var text = new StringBuilder();
        text.Append("# Errata of the lecture\n\n").Append(Document.Origin).Append("\n\n")
            .Append(Format.Invariant($"{wrong.Length} statements are wrong as printed; {proved} of them are shown wrong by a test of this suite so far.\n"));
        foreach (Statement statement in wrong)
        {
            Example example = statement.Example!;
            text.Append("\n## ").Append(statement.Number).Append("\n\n")
                .Append(Markdown.Table(["", ""],
                [
                    ["printed", Markdown.Plain(statement.Printed)],
                    ["right", Markdown.Plain(statement.Corrected!)],
                    ["because", Markdown.Plain(statement.Note!)],
                    ["example", Markdown.Plain(example.About)],
                    ["the printed form gives", Markdown.Plain(example.Printed!)],
                    ["right is", Markdown.Plain(example.Right!.Value.ToString()) + Computed(statement)],
                    ["shown by", Markdown.Plain(ProofOf(statement))],
                ]));
        }

        return text
            .Append("\n## True under a condition, or incomplete\n\n")
            .Append(Markdown.Table(["", "printed", "condition", "example", "shown by"], Of(Status.NeedsACondition, Status.Incomplete).Select(statement => new[]
            {
                statement.Number, Markdown.Plain(statement.Printed),
                Markdown.Plain(statement.Corrected is { } corrected ? $"{corrected}. {statement.Note}" : statement.Note!),
                statement.Example is { } example ? Markdown.Plain($"{example.About}{(example.Right is { } right ? $": {right}" : string.Empty)}") : string.Empty,
                Markdown.Plain(statement.Tests is { } tests ? string.Join(", ", tests) : "no test yet"),
            })))
            .Append("\n## Typos\n\n")
            .Append(Markdown.Table(["", "printed", "meant"], Of(Status.Typo).Select(statement => new[]
            {
                statement.Number, Markdown.Plain(statement.Printed), Markdown.Plain(statement.Corrected!),
            })))
            .ToString();
    }

    private static IEnumerable<Statement> Of(params Status[] statuses) => Statements.All.Where(statement => statuses.Contains(statement.Status));

    private static string Computed(Statement statement) => statement.Example!.Id is { } id && statement.Formulas.Contains(id)
        ? $", computed by `{id}`"
        : " (stated, not yet computed here)";
}

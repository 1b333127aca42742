using BayesBench.Catalogue;

namespace BayesBench.Reporting;

/// <summary>What is wrong in the lecture as printed, with the numbers that show it.</summary>
public static class ErrataSection
{
    public static string Build(IReadOnlyList<Statement> wrong)
    {
        ArgumentNullException.ThrowIfNull(wrong);
        return Html.Paragraph(
            "Formulas of the lecture that are wrong as printed, each with an example that shows it. They are the same on every machine; "
            + "docs/errata.md also has what is true under a condition.")
            + Html.Table(
                ["", "printed", "right", "because", "example", "#the printed form gives", "#right is", "shown by"],
                wrong.Select(statement => new Cell[]
                {
                    statement.Number, statement.Printed, statement.Corrected!, statement.Note!, statement.Example!.About,
                    statement.Example.Printed!, statement.Example.Right!.Value.ToString(), statement.Proof ?? "no test yet",
                }));
    }
}

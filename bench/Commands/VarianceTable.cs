using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary>The cells of studies as a table, as JSON and as a file.</summary>
internal static class VarianceTable
{
    /// <summary>Gives an answer in every form that was asked for.</summary>
    /// <returns>One of <see cref="ExitCode"/>: a check has failed where an interval misses its exact value.</returns>
    public static int Give(IReadOnlyList<IReadOnlyList<StudyCell>> studies, string? file, bool json, Terminal terminal)
    {
        StudyCell[] cells = [.. studies.SelectMany(study => study)];
        if (file is not null)
        {
            Csv.Write(file, cells);
        }

        if (json)
        {
            terminal.WriteJson(cells);
        }
        else
        {
            foreach (IReadOnlyList<StudyCell> study in studies)
            {
                Show(study, terminal);
            }
        }

        return cells.Any(cell => cell.HoldsExact == false || cell.HoldsExactMean == false) ? ExitCode.CheckFailed : ExitCode.Done;
    }

    public static void Show(IReadOnlyList<StudyCell> cells, Terminal terminal)
    {
        terminal.WriteTable(
            [
                "problem", TableColumn.Number("parameter"), "estimator", "component", TableColumn.Number("draws"),
                TableColumn.Number("variance"), TableColumn.Number("±"), TableColumn.Number("exact"), "held",
                TableColumn.Number("time"), TableColumn.Number("variance x ns"),
            ],
            cells.Select(cell => new[]
            {
                cell.Problem,
                cell.Parameter is { } parameter ? Format.Short(parameter) : "-",
                cell.Estimator,
                cell.Component,
                Format.Invariant($"{cell.Draws:N0}"),
                Format.Digits(cell.Variance),
                Format.Percent(cell.RelativeHalfWidth),
                cell.ExactVariance is { } exact ? Format.Digits(exact) : "-",
                cell.HoldsExact switch { true => "yes", false => "NO", null => "-" },
                Format.Nanoseconds(cell.Nanoseconds),
                Format.Short(cell.VarianceTimesTime),
            }));
        int known = cells.Count(cell => cell.HoldsExact is not null);
        if (known > 0)
        {
            terminal.Line(Format.Invariant(
                $"{cells.Count(cell => cell.HoldsExact == true)} of {known} intervals hold the exact variance."));
        }
    }
}

using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary>The cells of studies as a table, as JSON and as a file.</summary>
internal static class VarianceTable
{
    /// <summary>What <see cref="Standing.Sentences"/> say.</summary>
    public const string Winning = "Least variance times evaluations among the unbiased, one \"or\" another where their intervals do not tell";

    /// <summary>The bias with its interval; nothing where the gradient is unknown.</summary>
    public static string Bias(StudyCell cell) =>
        cell.Bias is { } bias ? $"{Format.Short(bias)} ± {Format.Short(cell.MeanHalfWidth)}" : string.Empty;

    /// <summary>The ratio to the best with its interval; nothing where there is none.</summary>
    public static string Ratio(Standing standing) => (standing.Ratio, standing.Interval) switch
    {
        (null, _) => string.Empty,
        ({ } ratio, null) => Format.Short(ratio),
        ({ } ratio, { } interval) => $"{Format.Short(ratio)} ({Format.Short(interval.Low)} … {Format.Short(interval.High)})",
    };

    /// <summary>What <see cref="ExactCrossings.Sentences"/> say.</summary>
    public const string Crossing = "Where another becomes the best, by exact variance times evaluations";

    /// <summary>Gives an answer in every form that was asked for.</summary>
    /// <returns>One of <see cref="ExitCode"/>: a check has failed where an interval misses its exact value.</returns>
    public static int Give(
        IReadOnlyList<IReadOnlyList<StudyCell>> studies,
        string? file,
        bool json,
        Terminal terminal,
        IReadOnlyList<IReadOnlyList<CrossingRow>>? crossings = null)
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
            foreach ((int i, IReadOnlyList<StudyCell> study) in studies.Index())
            {
                Show(study, terminal);
                Show(crossings?[i] ?? [], terminal);
            }
        }

        return cells.Any(cell => cell.HoldsExact == false || cell.HoldsExactMean == false) ? ExitCode.CheckFailed : ExitCode.Done;
    }

    public static void Show(IReadOnlyList<StudyCell> cells, Terminal terminal)
    {
        terminal.WriteTable(
            [
                "problem", TableColumn.Number("parameter"), "estimator", "component", TableColumn.Number("draws"), TableColumn.Number("bias"),
                TableColumn.Number("variance"), TableColumn.Number("exact"), TableColumn.Number("z"), "held", TableColumn.Number("evaluations"),
                TableColumn.Number("variance x evaluations"), TableColumn.Number("to the best"), TableColumn.Number("time"),
                TableColumn.Number("variance x ns"),
            ],
            Standing.Of(cells).Select(Row));
        int known = cells.Count(cell => cell.HoldsExact is not null);
        if (known > 0)
        {
            terminal.Line(Format.Invariant(
                $"{cells.Count(cell => cell.HoldsExact == true)} of {known} intervals hold the exact variance, {cells.Count(cell => cell.HoldsExactMean == true)} the exact mean."));
        }

        List(Winning, Standing.Sentences(cells), terminal);
    }

    public static void Show(IReadOnlyList<CrossingRow> crossings, Terminal terminal) =>
        List(Crossing, ExactCrossings.Sentences(crossings), terminal);

    private static void List(string title, IEnumerable<string> sentences, Terminal terminal)
    {
        foreach ((int i, string sentence) in sentences.Index())
        {
            if (i == 0)
            {
                terminal.Line($"{title}:");
            }

            terminal.Line("- " + sentence);
        }
    }

    private static string[] Row(Standing standing)
    {
        StudyCell cell = standing.Cell;
        return
        [
            cell.Problem,
            cell.Parameter is { } parameter ? Format.Short(parameter) : "-",
            cell.Estimator,
            cell.Component,
            Format.Invariant($"{cell.Draws:N0}"),
            Or(Bias(cell)),
            $"{Format.Digits(cell.Variance)} ± {Format.Percent(cell.RelativeHalfWidth)}",
            Or(Format.Digits(cell.ExactVariance)),
            cell.VarianceScore is { } score ? Format.Invariant($"{score:F1}") : "-",
            cell.HoldsExact switch { true => "yes", false => "NO", null => "-" },
            Format.Invariant($"{cell.Evaluations}"),
            Format.Short(cell.VarianceTimesEvaluations),
            Or(Ratio(standing)),
            Format.Nanoseconds(cell.Nanoseconds),
            Format.Short(cell.VarianceTimesTime),
        ];
    }

    private static string Or(string text) => text.Length > 0 ? text : "-";
}

using BayesBench.Reporting;
using BayesBench.Support;

namespace BayesBench.Comparison;

/// <summary>A table of a comparison, for the terminal and for HTML; a column whose title starts with # holds numbers.</summary>
public sealed record ComparisonTable(string Title, string Note, IReadOnlyList<string> Columns, IReadOnlyList<Cell[]> Rows);

/// <summary>A comparison as tables.</summary>
public static class ComparisonTables
{
    public const string RatioNote = "Ratios are B over A. \"Differs\": the ratio's interval excludes 1; it knows the spread within each run, not what else changes between runs. A time is the median of its iterations, its half-width that of their mean.";

    public static IReadOnlyList<ComparisonTable> Of(RunComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return
        [
            Head(comparison), Verified(comparison), Roofs(comparison), Throughput(comparison), Variances(comparison),
            Training(comparison), Predictions(comparison),
        ];
    }

    /// <summary>How many rows differ, and how many stand in one run only.</summary>
    public static string Count<T>(IReadOnlyList<Compared<T>> rows)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(rows);
        int Of(string mark) => rows.Count(row => row.Mark() == mark);
        return rows.Count == 0 ? "In neither run." : Format.Invariant(
            $"{rows.Count} rows: {Of("differs")} differ, {Of("only in A")} only in A, {Of("only in B")} only in B.");
    }

    private static ComparisonTable Head(RunComparison comparison) => new(
        "The runs",
        $"A is {comparison.A}, B is {comparison.B}. {(comparison.Machine.Count == 0 ? "Their records are the same." : "What differs in their records:")}",
        ["", "A", "B"],
        [.. comparison.Machine.Select(one => new Cell[] { one.Field, one.A, one.B })]);

    private static ComparisonTable Verified(RunComparison comparison) => Table(
        "Verification", comparison.Verified, ["formula", "#share of bound A", "#share of bound B", "verdict A", "verdict B", ""],
        row =>
        [
            row.Key, Number(row.A, one => Format.Percent(one.ShareOfBound)), Number(row.B, one => Format.Percent(one.ShareOfBound)),
            Verdict(row.A), Verdict(row.B), MarkOf(row),
        ]);

    private static Cell Verdict(Results.VerifyRow? row) =>
        row is null ? string.Empty : row.Failure is { } failure ? new Cell(failure, "bad") : new Cell("agrees", "good");

    private static ComparisonTable Roofs(RunComparison comparison) => Table(
        "Roofs", comparison.Roofs, ["roof", "#A", "#B", "#ratio", ""],
        row =>
        [
            row.Key, Number(row.A, one => Format.WithPrefix(one.Rate, one.Unit)), Number(row.B, one => Format.WithPrefix(one.Rate, one.Unit)),
            Cell.Number(Text(row.Ratio)), MarkOf(row),
        ]);

    private static ComparisonTable Throughput(RunComparison comparison) => Table(
        "Throughput: time for an item", comparison.Throughput, ["formula, kernel, data", "#A", "#B", "#ratio", "#95% interval", ""],
        row => [row.Key, Time(row.A), Time(row.B), Cell.Number(Text(row.Ratio)), Cell.Number(IntervalOf(row.Ratio)), MarkOf(row)]);

    private static Cell Time(Results.ThroughputRow? row) => Number(row, one => Format.Nanoseconds(one.KernelNanoseconds)
        + (double.IsFinite(one.KernelHalfWidth) ? " ± " + Format.Nanoseconds(one.KernelHalfWidth) : string.Empty));

    private static ComparisonTable Variances(RunComparison comparison) => Table(
        "Variance of a gradient", comparison.Variances,
        ["problem, estimator, component", "#A", "#interval A", "#B", "#interval B", "#ratio", "#family-wise interval", "#time ratio", ""],
        row =>
        [
            row.Key, Number(row.A, one => Format.Digits(one.Variance)), Ends(row.A), Number(row.B, one => Format.Digits(one.Variance)),
            Ends(row.B), Cell.Number(Text(row.Ratio)), Cell.Number(IntervalOf(row.Ratio)), Cell.Number(Text(row.TimeRatio)), MarkOf(row),
        ]);

    private static Cell Ends(Studies.StudyCell? cell) =>
        Number(cell, one => $"{Format.Digits(one.VarianceLow)} … {Format.Digits(one.VarianceHigh)}");

    private static ComparisonTable Training(RunComparison comparison) => Table(
        "Training", comparison.Training, ["fit", "#bound A", "#bound B", "#accuracy A", "#accuracy B", "#time ratio", ""],
        row =>
        [
            row.Key, Number(row.A, one => Format.Digits(one.LowerBound)), Number(row.B, one => Format.Digits(one.LowerBound)),
            Number(row.A, one => Format.Percent(one.Accuracy)), Number(row.B, one => Format.Percent(one.Accuracy)),
            Cell.Number(Text(row.TimeRatio)), MarkOf(row),
        ]);

    private static ComparisonTable Predictions(RunComparison comparison) => Table(
        "Prediction of the test set", comparison.Predictions,
        ["model, predictor", "#wrong A", "#wrong B", "#log-likelihood A", "#log-likelihood B", "#time ratio", ""],
        row =>
        [
            row.Key, Number(row.A, one => Format.Percent(one.Error)), Number(row.B, one => Format.Percent(one.Error)),
            Number(row.A, one => Format.Digits(one.LogLikelihood)), Number(row.B, one => Format.Digits(one.LogLikelihood)),
            Cell.Number(Text(row.TimeRatio)), MarkOf(row),
        ]);

    private static ComparisonTable Table<T>(
        string title, IReadOnlyList<Compared<T>> rows, IReadOnlyList<string> columns, Func<Compared<T>, Cell[]> cells)
        where T : class => new(title, Count(rows), columns, [.. rows.Select(cells)]);

    private static Cell MarkOf<T>(Compared<T> row)
        where T : class => new(row.Mark(), row.Mark().Length > 0 ? "bad" : string.Empty);

    private static Cell Number<T>(T? row, Func<T, string> text)
        where T : class => Cell.Number(row is null ? string.Empty : text(row));

    private static string Text(Ratio? ratio) => ratio is null ? string.Empty : Format.Short(ratio.Value);

    private static string IntervalOf(Ratio? ratio) =>
        ratio is { Low: { } low, High: { } high } ? $"{Format.Short(low)} … {Format.Short(high)}" : string.Empty;
}

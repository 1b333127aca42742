using BayesBench.Commands;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Reporting;

/// <summary>The tables of the report.</summary>
public static class Sections
{
    // A table that nobody reads would be most of the file.
    private const int MostCells = 2000;

    public static string Of(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        string caches = string.Join(", ", machine.CacheBytes.Select(cache => $"{cache.Key} {cache.Value >> 10:N0} KiB"));
        string table = Html.Table(["", ""], new (string, string)[]
        {
            ("device", $"{machine.Device} ({machine.DeviceKind}{(machine.DeviceMemoryBytes is { } bytes ? ", " + Format.Bytes(bytes) : "")}), {machine.Driver}"),
            ("processor", Format.Invariant($"{machine.Processor}, {machine.Cores} cores, {machine.Threads} threads, {machine.VectorLanes} float lanes, {caches}, {Format.Bytes(machine.MemoryBytes)} memory")),
            ("software", $"{machine.OperatingSystem}; {machine.Runtime}; BayesBench {machine.Version}, {machine.Configuration} build of commit {machine.Commit}"),
            ("run", Format.Invariant($"{machine.Date:yyyy-MM-dd HH:mm} UTC, profile {machine.Profile}. {machine.Data}")),
        }.Select(row => new Cell[] { new(row.Item1, "head"), row.Item2 }));
        return machine.Configuration == "Release" ? table : table + "<p class=\"bad\">A Debug build: the times below mean nothing.</p>\n";
    }

    public static string Verification(IReadOnlyList<VerifyRow> rows)
    {
        string table = Html.Table(["formula", "#calls", "#worst error", "#share of bound", "verdict"], rows.Select(row => new Cell[]
        {
            row.Id, Cell.Number(Format.Invariant($"{row.Calls:N0}")), Cell.Number(Format.Short(row.WorstError)),
            Cell.Number(Format.Percent(row.ShareOfBound)), new(row.Failure ?? "agrees", row.Failure is null ? "good" : "bad"),
        }));
        return Html.Paragraph(
            "Each kernel, in single precision, was run beside the reference, in double precision, on the same inputs. The bound is what the "
            + "formula's roundings can add up to; an error near 0% of it would say that the bound is idle, one above 100% that the kernel is "
            + "wrong. Errors are absolute: 1e31 is a rounding of the last digit where the result is near 1e38, and 0 says that both sides "
            + "are equal.")
            + (rows.All(row => row.Failure is null) ? Html.Details(Format.Invariant($"All {rows.Count} formulas as a table"), table) : table);
    }

    public static string Crossings(IReadOnlyList<CrossingRow> crossings) =>
        List(VarianceTable.Crossing, ExactCrossings.Sentences(crossings));

    public static string Cells(IReadOnlyList<StudyCell> cells)
    {
        IEnumerable<Cell[]> rows = Standing.Of(cells).Select(standing => (standing, standing.Cell)).Select(pair => new Cell[]
        {
            pair.Cell.Problem, Cell.Number(pair.Cell.Parameter is { } k ? Format.Short(k) : ""), pair.Cell.Estimator, pair.Cell.Component,
            Cell.Number(Format.Invariant($"{pair.Cell.Draws:N0}")),
            Cell.Number($"{Format.Digits(pair.Cell.Mean)} ± {Format.Short(pair.Cell.MeanHalfWidth)}"), Cell.Number(Format.Digits(pair.Cell.ExactMean)),
            Cell.Number(VarianceTable.Bias(pair.Cell)),
            Cell.Number(Format.Digits(pair.Cell.Variance)), Cell.Number($"{Format.Digits(pair.Cell.VarianceLow)} … {Format.Digits(pair.Cell.VarianceHigh)}"),
            Cell.Number(Format.Digits(pair.Cell.ExactVariance)), Cell.Number(pair.Cell.VarianceScore is { } score ? Format.Invariant($"{score:F1}") : ""),
            pair.Cell.HoldsExact switch { true => new Cell("yes", "good"), false => new Cell("no", "bad"), null => new Cell("") },
            Cell.Number(Format.Invariant($"{pair.Cell.Evaluations}")), Cell.Number(Format.Short(pair.Cell.VarianceTimesEvaluations)),
            Cell.Number(VarianceTable.Ratio(pair.standing)),
            Cell.Number(Format.Nanoseconds(pair.Cell.Nanoseconds)), Cell.Number(Format.Short(pair.Cell.VarianceTimesTime)),
        });
        string winners = List(VarianceTable.Winning, Standing.Sentences(cells));
        if (cells.Count > MostCells)
        {
            return winners + Html.Paragraph(Format.Invariant($"All {cells.Count} cells are in variance.csv."));
        }

        return winners + Html.Details(
            Format.Invariant($"All {cells.Count} cells as a table"),
            Html.Table(
                [
                    "problem", "#parameter", "estimator", "component", "#draws", "#mean", "#exact mean", "#bias", "#variance", "#interval",
                    "#exact variance", "#z", "held", "#evaluations", "#variance x evaluations", "#to the best", "#time", "#variance x ns",
                ],
                rows));
    }

    public static string Training(Machine machine, IReadOnlyList<TrainingRow> rows, IReadOnlyList<PredictiveRow> predictions)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(predictions);
        string table = predictions.Count == 0 ? string.Empty : Html.Table(
            ["prediction of the test set by", "#wrong", "#log-likelihood per label, nats", "#calibration error"],
            predictions.Select(row => new Cell[]
            {
                row.Predictor, Cell.Number(Format.Percent(row.Error)), Cell.Number(Format.Digits(row.LogLikelihood)),
                Cell.Number(Format.Percent(row.CalibrationError)),
            }));
        return Html.Paragraph(
            "A Bayesian classifier without hidden layers: a mean-field Gaussian posterior over 7,850 weights, fitted by stochastic "
            + "variational inference. " + machine.Data) + TrainingFigures.Build(rows) + table;
    }

    public static string Roofs(IReadOnlyList<RoofRow> rows) => Html.Table(
        ["roof", "#rate", "#of peak", "measured by"],
        rows.Select(row => new Cell[]
        {
            row.Roof, Cell.Number(Format.WithPrefix(row.Rate, row.Unit)),
            Cell.Number(row.Peak is { } peak ? Format.Percent(row.Rate / peak) : ""), row.How,
        }));

    public static string Throughput(IReadOnlyList<ThroughputRow> rows) => Html.Table(
        [
            "formula", "kernel", "data", "#items", "#reference, per item", "#kernel, per item", "#ratio", "#bytes/s", "#flop/s",
            "#of memory or cache", "#of arithmetic", "#of random numbers", "#of launch", "nearest roof",
        ],
        rows.Select(row => new Cell[]
        {
            row.Id, row.Benchmark, row.WorkingSet, Cell.Number(Format.Invariant($"{row.Items:N0}")),
            Cell.Number(Format.Nanoseconds(row.ReferenceNanoseconds)),
            Cell.Number(Format.Nanoseconds(row.KernelNanoseconds) + HalfWidth(row.KernelHalfWidth)),
            Cell.Number(Format.Invariant($"{row.Ratio:G3}")), Cell.Number(Format.WithPrefix(row.BytesPerSecond, "B/s")),
            Cell.Number(Format.WithPrefix(row.OperationsPerSecond, "flop/s")), ShareCell(row.ShareOfMemory), ShareCell(row.ShareOfArithmetic),
            ShareCell(row.ShareOfRandomNumbers), ShareCell(row.ShareOfLaunch), row.Roof,
        }));

    /// <summary>Every kernel that has a benchmark, those far from every roof with what keeps them there.</summary>
    public static string Kernels(IReadOnlyList<ThroughputRow> rows) => Html.Paragraph(
        "All kernels that have a benchmark, from a run of their own (throughput --output). Below one half of the nearest roof, the last column "
        + "says why.")
        + Html.Table(
            ["formula", "kernel", "data", "#kernel, per item", "#times the reference", "nearest roof", "#share", "what limits it"],
            rows.OrderByDescending(row => row.ShareOfRoof).Select(row => new Cell[]
            {
                row.Id, row.Benchmark, row.WorkingSet, Cell.Number(Format.Nanoseconds(row.KernelNanoseconds)),
                Cell.Number(Format.Invariant($"{row.Ratio:G3}")), row.Roof, ShareCell(row.ShareOfRoof),
                row.ShareOfRoof < 0.5 ? ThroughputStudy.Limits.GetValueOrDefault(row.Id, string.Empty) : string.Empty,
            }));

    private static string List(string title, IEnumerable<string> sentences)
    {
        string items = string.Concat(sentences.Select(sentence => $"<li>{Html.Encode(sentence)}</li>\n"));
        return items.Length == 0 ? string.Empty : Html.Paragraph(title + ":") + $"<ul>\n{items}</ul>\n";
    }

    private static Cell ShareCell(double? share) => Cell.Number(share is { } value ? Format.Percent(value) : string.Empty);

    // One iteration has no interval.
    private static string HalfWidth(double nanoseconds) =>
        double.IsFinite(nanoseconds) ? " ± " + Format.Nanoseconds(nanoseconds) : string.Empty;
}

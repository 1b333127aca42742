using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>What <c>train</c> prints when it is done.</summary>
internal static class TrainingTables
{
    private const int MostRows = 20;

    public static void Show(
        Checkpoint end, IReadOnlyList<TestRow> tests, IReadOnlyList<SparsityRow> layers, Terminal terminal)
    {
        terminal.Line(end.Run.Model);
        terminal.Line(end.Run.Options);
        terminal.WriteTable(
            [
                TableColumn.Number("epoch"), TableColumn.Number("ELBO, nats per datum"), TableColumn.Number("log-likelihood"),
                TableColumn.Number("KL"), TableColumn.Number("test error"), TableColumn.Number("examples/s"), TableColumn.Number("seconds"),
            ],
            Some(end.History).Select(row => new[]
            {
                Format.Invariant($"{row.Epoch}"), Format.Digits(row.LowerBound), Format.Digits(row.LogLikelihood),
                Format.Digits(row.Divergence), Percent(row.Error), Format.WithPrefix(row.ExamplesPerSecond, string.Empty),
                Format.Invariant($"{row.Seconds:F1}"),
            }));
        if (layers.Count > 0)
        {
            ShowLayers(layers, terminal);
        }

        if (tests.Count > 0)
        {
            terminal.WriteTable(
                [
                    "test set predicted by", TableColumn.Number("wrong"), TableColumn.Number("log-likelihood, nats"),
                    TableColumn.Number("calibration error"),
                ],
                tests.Select(row => new[]
                {
                    row.Predictor, Percent(row.Error), Format.Digits(row.LogLikelihood), Percent(row.CalibrationError),
                }));
        }
    }

    private static void ShowLayers(IReadOnlyList<SparsityRow> layers, Terminal terminal)
    {
        int weights = layers.Sum(row => row.Weights), kept = layers.Sum(row => row.Weights - row.Pruned);
        terminal.WriteTable(
            ["sparse layer", TableColumn.Number("weights"), TableColumn.Number("kept"), TableColumn.Number("pruned")],
            layers.Select(row => new[]
            {
                row.Layer, Format.Invariant($"{row.Weights}"), Format.Invariant($"{row.Weights - row.Pruned}"), Percent(row.Sparsity),
            }));
        terminal.Line(Format.Invariant($"{kept} of {weights} sparse weights are kept, one of {(double)weights / Math.Max(1, kept):F1}."));
    }

    // Two hundred epochs are a file's matter: the first, the last and some between.
    private static IEnumerable<TrainingPoint> Some(IReadOnlyList<TrainingPoint> history)
    {
        int stride = (history.Count + MostRows - 1) / MostRows;
        return history.Where((_, i) => i % stride == 0 || i == history.Count - 1);
    }

    private static string Percent(double? share) => share is { } number ? Format.Invariant($"{100 * number:F2}%") : string.Empty;
}

using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>What the main job prints of its classifier's fit.</summary>
public static class ClassifierTables
{
    public static void Show(IReadOnlyList<TrainingRow> rows, IReadOnlyList<PredictiveRow> predictions, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.WriteTable(
            [
                TableColumn.Number("step"), TableColumn.Number("epochs"), TableColumn.Number("log-likelihood"),
                TableColumn.Number("divergence"), TableColumn.Number("bound, nats per datum"), TableColumn.Number("accuracy"),
                TableColumn.Number("seconds"),
            ],
            rows.Select(row => new[]
            {
                Format.Invariant($"{row.Step}"), Format.Invariant($"{row.Epochs:F2}"), Format.Digits(row.LogLikelihood),
                Format.Digits(row.Divergence), Format.Digits(row.LowerBound), Format.Percent(row.Accuracy),
                Format.Invariant($"{row.Seconds:F1}"),
            }));
        terminal.WriteTable(
            [
                "test set predicted by", TableColumn.Number("wrong"), TableColumn.Number("log-likelihood, nats"),
                TableColumn.Number("calibration error"),
            ],
            predictions.Select(row => new[]
            {
                row.Predictor, Format.Percent(row.Error), Format.Digits(row.LogLikelihood), Format.Percent(row.CalibrationError),
            }));
    }
}

using BayesBench.Models;

namespace BayesBench.Results;

/// <summary>
/// Results of the dropout regressors: splits.csv and summary.csv, of any sets. A run writes over what stands there of the same set,
/// epochs and seed, and leaves the rest.
/// </summary>
public static class DropoutRegressorFolder
{
    /// <summary>Writes a set's rows and their summary.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="rows">At least one, of one set.</param>
    /// <param name="summary">Theirs.</param>
    public static void Write(string path, IReadOnlyList<DropoutRegressorRow> rows, DropoutRegressorSummary summary)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(summary);
        RowsFile.Replace(Path.Combine(path, "splits.csv"), rows, row => (row.Set, row.EpochFactor, row.Seed));
        RowsFile.Replace(Path.Combine(path, "summary.csv"), [summary], row => (row.Set, row.EpochFactor, row.Seed));
    }
}

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
        var key = (summary.Set, summary.EpochFactor, summary.Seed);
        Replace(Path.Combine(path, "splits.csv"), rows, row => (row.Set, row.EpochFactor, row.Seed), key);
        Replace(Path.Combine(path, "summary.csv"), [summary], row => (row.Set, row.EpochFactor, row.Seed), key);
    }

    private static void Replace<TRow, TKey>(string file, IReadOnlyList<TRow> rows, Func<TRow, TKey> keyOf, TKey key)
        where TKey : IComparable
    {
        IEnumerable<TRow> others = File.Exists(file) ? Csv.Read<TRow>(file).Where(row => keyOf(row).CompareTo(key) != 0) : [];
        Csv.Write(file, [.. others.Concat(rows).OrderBy(keyOf)]);
    }
}

namespace BayesBench.Results;

/// <summary>A table that several runs write to.</summary>
public static class RowsFile
{
    /// <summary>Writes rows over those of the same keys and leaves the others; all are ordered by their keys.</summary>
    public static void Replace<TRow, TKey>(string file, IReadOnlyList<TRow> rows, Func<TRow, TKey> keyOf)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(rows);
        var keys = rows.Select(keyOf).ToHashSet();
        IEnumerable<TRow> others = File.Exists(file) ? Csv.Read<TRow>(file).Where(row => !keys.Contains(keyOf(row))) : [];
        Csv.Write(file, [.. others.Concat(rows).OrderBy(keyOf)]);
    }
}

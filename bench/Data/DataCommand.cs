namespace BayesBench.Data;

/// <summary>What the verb <c>data</c> does: fetch, list, verify. Nothing here prints.</summary>
/// <param name="root">The data directory.</param>
/// <param name="sets">The sets that can be named.</param>
public sealed class DataCommand(string root, IReadOnlyList<DataSet> sets)
{
    /// <summary>The known sets in the user's data directory.</summary>
    public DataCommand()
        : this(DataDirectory.Resolve(), DataSets.All)
    {
    }

    /// <summary>The data directory.</summary>
    public string Root => root;

    /// <summary>How much of each set is here.</summary>
    public IReadOnlyList<SetReport> List() => [.. sets.Select(Summarise)];

    /// <summary>What stands where each file of the set should be, with the reason where that is not it.</summary>
    /// <exception cref="ArgumentException">No set has that name.</exception>
    public IReadOnlyList<FileReport> Verify(string set) =>
        [.. DataSets.Find(sets, set).Files.Select(file => file.Inspect(root))];

    /// <summary>
    /// Fetches the files of the set that are missing or damaged. A file that no mirror gives is reported with
    /// the reason, and the next one is tried; once no mirror can be reached, the rest is only looked at.
    /// </summary>
    /// <exception cref="ArgumentException">No set has that name.</exception>
    /// <exception cref="IOException">The disk failed, or another process is fetching the same file.</exception>
    /// <exception cref="UnauthorizedAccessException">The data directory may not be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; files fetched so far stay.</exception>
    public async Task<IReadOnlyList<FileReport>> FetchAsync(
        string set, Downloader downloader,
        IProgress<(string File, long Done, long Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(downloader);
        DataSet chosen = DataSets.Find(sets, set);
        List<FileReport> reports = [];
        bool reachable = true;
        foreach (DataFile file in chosen.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            FileReport report = file.Inspect(root);
            if (report.State != FileState.Present && reachable)
            {
                try
                {
                    await downloader.FetchAsync(file, chosen.MirrorsOf(file), root, progress, cancellation);
                    report = new(file.Path, FileState.Present, null, Fetched: true);
                }
                catch (DownloadException failure)
                {
                    report = report with { Reason = failure.Message };
                    reachable = !failure.Unreachable;
                }
            }

            reports.Add(report);
        }

        return reports;
    }

    private SetReport Summarise(DataSet set)
    {
        ILookup<FileState, DataFile> byState = set.Files.ToLookup(file => file.Inspect(root).State);
        return new(
            set.Name, set.Title, set.Terms, set.Files.Sum(file => file.Size),
            byState[FileState.Present].Count(), byState[FileState.Missing].Count(),
            byState[FileState.Damaged].Count());
    }
}

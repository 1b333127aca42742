using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary>A peer's time over our kernel's, for one work.</summary>
/// <param name="Peer">Its name, and the way of using it.</param>
/// <param name="Work">What was done.</param>
/// <param name="Ratio">Above 1 we are faster.</param>
/// <param name="Low">Lower end of its 95% interval; null where the two were not measured in turns.</param>
/// <param name="High">Upper end.</param>
public sealed record PeerTime(string Peer, string Work, double Ratio, double? Low, double? High)
{
    /// <summary>The library alone.</summary>
    public string Library => Peer.Split(',')[0];
}

/// <summary>What a results folder says of formulas: the newest numbers that are committed for its machine.</summary>
public sealed class MeasuredRun
{
    // Torch's row is the same work as the benchmark of its id; of others it is a part, or one of several sizes.
    private static readonly string[] SameWork =
    [
        "unit-interval.fill", "box-muller.fill", "bernoulli.draw", "sigmoid.value", "softplus.value", "log-one-plus.value",
        "special-functions.erfc", "normal.log-density", "kullback-leibler.to-standard-normal", "cholesky.factor",
        "bayesian-linear-regression.sufficient-statistics", "optimisers.adam",
    ];

    private readonly Dictionary<string, VerifyRow> _verified;
    private readonly Dictionary<string, ThroughputRow> _times;
    private readonly ILookup<string, PeerTime> _peers;

    private MeasuredRun(string folder, ResultsFolder results)
    {
        Machine machine = results.RequiredMachine();
        Folder = folder;
        Name = machine.DeviceMemoryBytes is null ? Format.Invariant($"{machine.Cores} cores") : machine.Device;
        _verified = results.Verified.GroupBy(row => row.Id).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.ShareOfBound)!);
        // Where there is a choice: the main job's row, its data in memory.
        _times = results.Throughput.Concat(results.Kernels).GroupBy(row => row.Id)
            .ToDictionary(rows => rows.Key, rows => rows.OrderBy(row => row.WorkingSet == "warm" ? 1 : 0).First());
        // A row of ours is a yardstick, not a peer.
        _peers = results.Peers.Where(row => !row.Peer.EndsWith(", ours", StringComparison.Ordinal)).Select(row => (row.Id, Time: new PeerTime(row.Peer, row.Work, row.Ratio, row.RatioLow, row.RatioHigh)))
            .Concat(results.Torch.Where(row => SameWork.Contains(row.Id) && row.Nanoseconds is not null && _times.ContainsKey(row.Id)).Select(row =>
                (row.Id, Time: new PeerTime(
                    $"PyTorch on {Name}, {row.How}", row.Work, row.Nanoseconds!.Value / _times[row.Id].KernelNanoseconds, null, null))))
            .ToLookup(row => row.Id, row => row.Time);
    }

    /// <summary>From the checkout's root.</summary>
    public string Folder { get; }

    /// <summary>The GPU, or how many cores.</summary>
    public string Name { get; }

    /// <summary>Every folder of results that holds kernels beside their reference, ordered by name.</summary>
    public static IReadOnlyList<MeasuredRun> All(string root) =>
    [
        .. Directory.GetFiles(Path.Combine(root, "results"), "verify.csv", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal)
            .Select(folder => new MeasuredRun(Path.GetRelativePath(root, folder).Replace('\\', '/'), new ResultsFolder(folder))),
    ];

    /// <summary>Errors of those of some formulas that the run verified.</summary>
    public IReadOnlyList<VerifyRow> Verified(IEnumerable<string> ids) => [.. ids.Where(_verified.ContainsKey).Select(id => _verified[id])];

    /// <summary>Reference time over kernel time, of those that it timed.</summary>
    public IReadOnlyList<double> Ratios(IEnumerable<string> ids) => [.. ids.Where(_times.ContainsKey).Select(id => _times[id].Ratio)];

    /// <summary>The peers at the same work.</summary>
    public IReadOnlyList<PeerTime> Peers(IEnumerable<string> ids) => [.. ids.SelectMany(id => _peers[id])];

    /// <summary>The median, and the range where there is one: <c>12 (8.6 … 21)</c>; empty for nothing.</summary>
    public static string MedianAndRange(IReadOnlyList<double> ratios)
    {
        double[] sorted = [.. ratios.Order()];
        double Median() => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return sorted.Length switch
        {
            0 => string.Empty,
            1 => Times(sorted[0]),
            _ => $"{Times(Median())} ({Times(sorted[0])} … {Times(sorted[^1])})",
        };
    }

    /// <summary>So many digits that 99.98% is not the whole bound.</summary>
    public static string Share(double share) => Format.Invariant($"{100 * share:F2}%");

    /// <summary>Three digits, no exponent.</summary>
    public static string Times(double ratio)
    {
        double unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(ratio, 1))) - 2));
        return ratio < 1000 ? Format.Invariant($"{ratio:G3}") : Format.Invariant($"{unit * Math.Round(ratio / unit):N0}");
    }
}

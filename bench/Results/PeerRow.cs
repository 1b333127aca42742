using BayesBench.Support;

namespace BayesBench.Results;

/// <summary>A row of peers.csv: our kernel's time beside another library's for the same work, in one run of bench/peers.</summary>
/// <param name="Id">The formula.</param>
/// <param name="Work">What was done, in a sentence.</param>
/// <param name="Peer">The other library, and which way of using it.</param>
/// <param name="How">How the peer did it: precision, in-place or not, sizes of its chunks.</param>
/// <param name="Device">Where our kernel ran.</param>
/// <param name="Threads">Threads that each side had.</param>
/// <param name="Items">Items of one call.</param>
/// <param name="Rounds">Interleaved rounds.</param>
/// <param name="OurNanoseconds">Median time of our kernel for one item.</param>
/// <param name="PeerNanoseconds">Median time of the peer for one item.</param>
/// <param name="Ratio">Peer over ours, the median over the rounds; above 1 we are faster.</param>
/// <param name="RatioLow">Lower end of its 95% interval.</param>
/// <param name="RatioHigh">Upper end.</param>
/// <param name="Versions">The peer's.</param>
/// <param name="Driver">Our device's.</param>
/// <param name="Commit">The commit that the run was built from.</param>
/// <param name="Date">When, UTC.</param>
public sealed record PeerRow(
    string Id,
    string Work,
    string Peer,
    string How,
    string Device,
    int Threads,
    long Items,
    int Rounds,
    double OurNanoseconds,
    double PeerNanoseconds,
    double Ratio,
    double RatioLow,
    double RatioHigh,
    string Versions,
    string Driver,
    string Commit,
    string Date)
{
    /// <summary>The ratio with its interval, as tables show it.</summary>
    public string RatioText => Format.Invariant($"{Ratio:G3} ({RatioLow:G3} … {RatioHigh:G3})");

    /// <summary>
    /// Stored rows with new ones in the place of those of the same formulas: each row tells its own run, so a run of some
    /// formulas replaces these alone.
    /// </summary>
    public static IReadOnlyList<PeerRow> Merge(IReadOnlyList<PeerRow> stored, IReadOnlyList<PeerRow> measured)
    {
        HashSet<string> ids = [.. measured.Select(row => row.Id)];
        return [.. stored.Where(row => !ids.Contains(row.Id)), .. measured];
    }
}

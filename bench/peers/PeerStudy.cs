using System.Globalization;
using BayesBench.Peers.Torch;
using BayesBench.Results;
using BayesBench.Studies;

namespace BayesBench.Peers;

/// <summary>Runs cases: everyone is checked, then everyone is timed in turns.</summary>
internal sealed class PeerStudy(Arena arena, Interleaving interleaving, int rounds, string commit)
{
    private readonly string _date = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    public IReadOnlyList<PeerRow> Run(PeerCase peerCase, CancellationToken cancellation)
    {
        using Contest contest = peerCase.Open(arena);
        IReadOnlyList<Contestant> all = contest.Contestants;
        foreach (Contestant contestant in all)
        {
            cancellation.ThrowIfCancellationRequested();
            contestant.Forget();
            contestant.Run();
            contestant.Check();
        }

        // What checking left is collected now, not while somebody is timed.
        GC.Collect();
        double[][] seconds = interleaving.Run([.. all.Select(contestant => contestant.Run)], cancellation);
        return [.. Enumerable.Range(1, all.Count - 1).Select(i =>
        {
            PairedRatio ratio = PairedRatio.Of(seconds[0], seconds[i]);
            return new PeerRow(
                peerCase.Id, peerCase.Work, all[i].Name, all[i].How, arena.Device.ToString(), arena.Threads, contest.Items, rounds,
                1e9 * PairedRatio.Median(seconds[0]) / contest.Items,
                1e9 * PairedRatio.Median(seconds[i]) / contest.Items,
                ratio.Ratio, ratio.Low, ratio.High,
                all[i].Name == MathNetLibrary.Peer ? MathNetLibrary.Versions : Libtorch.Versions,
                arena.Device.Driver, commit, _date);
        })];
    }
}

using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Reporting;

/// <summary>Our kernels beside other libraries, from the last runs of bench/peers on this machine.</summary>
public static class PeerSection
{
    public static string Build(IReadOnlyList<PeerRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Html.Paragraph(
            "The same work, done by our kernel and by another library in turns: same sizes, same number of threads, and nothing "
            + "timed that was not right. Times are medians for one item; the ratio, peer over ours, is above 1 where our kernel is "
            + "faster, with the 95% interval of the sign test. docs/peers.md has the rules.")
            + Html.Table(
                ["formula", "work", "peer", "how", "#items", "#threads", "#ours", "#peer's", "#ratio"],
                rows.Select(row => new Cell[]
                {
                    row.Id, row.Work, row.Peer, row.How, Cell.Number(Format.Invariant($"{row.Items:N0}")),
                    Cell.Number(Format.Invariant($"{row.Threads}")), Cell.Number(Format.Nanoseconds(row.OurNanoseconds)),
                    Cell.Number(Format.Nanoseconds(row.PeerNanoseconds)), Cell.Number(row.RatioText),
                }))
            + Html.Paragraph("Measured " + string.Join("; ", rows
                .Select(row => $"{row.Date} at commit {row.Commit} on {row.Device}, {row.Driver}, beside {row.Versions}").Distinct()) + ".");
    }

    /// <summary>PyTorch on the machine's GPU: a run of its own, to be read beside the kernels' times.</summary>
    public static string Build(IReadOnlyList<TorchRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Html.Paragraph(
            "The kernels' work as PyTorch does it on this GPU, in a run of its own (bench/peers/gpu), each way checked against float64 first: to be "
            + "read beside the times above.")
            + Html.Table(
                ["formula", "work", "how", "#items", "#time", "#largest relative error"],
                rows.Select(row => new Cell[]
                {
                    row.Id, row.Work, row.How, Cell.Number(Format.Invariant($"{row.Items:N0}")),
                    row.Nanoseconds is { } time ? Cell.Number(Format.Nanoseconds(time)) : new Cell(row.Failure ?? string.Empty, "bad"),
                    Cell.Number(row.Error is { } error ? Format.Short(error) : string.Empty),
                }))
            + Html.Paragraph("Measured " + string.Join("; ", rows.Select(row => $"{row.Date} with {row.Versions}").Distinct()) + ".");
    }
}

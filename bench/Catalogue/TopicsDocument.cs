using System.Text;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary><c>docs/topics.md</c>: every topic with its views, and what the committed runs say of it.</summary>
internal static class TopicsDocument
{
    public static string Text(string root)
    {
        IReadOnlyList<MeasuredRun> runs = MeasuredRun.All(root);
        IReadOnlyList<TopicEntry> topics = TopicEntry.All(root);
        var text = new StringBuilder();
        text.Append("# Topics\n\n").Append(Document.Origin).Append("\n\n")
            .Append(Format.Invariant($"{topics.Count} topics. The measured figures come from "))
            .Append(string.Join(" and ", runs.Select(run => Markdown.Link(run.Name, $"../{run.Folder}"))))
            .Append(
                ": verify.csv, throughput.csv (kernels.csv for what the main job leaves out), peers.csv, torch.csv; a formula that\n"
                + "is younger than a run has no figure of it. A ratio above 1 is our kernel's lead: its median over the topic's formulas, and the\n"
                + "range. Peers on a processor ran in turns with ours, with the 95% interval of their ratio; PyTorch on a GPU ran by itself.\n");
        foreach (IGrouping<string, TopicEntry> room in topics.GroupBy(topic => topic.Room))
        {
            text.Append("\n## ").Append(room.Key).Append("\n\n").Append(Markdown.Table(
                ["topic", "views", "formulas", "largest error, of its bound", "times the reference", "times a peer"],
                room.Select(topic => Row(topic, runs))));
        }

        return text.ToString();
    }

    private static string[] Row(TopicEntry topic, IReadOnlyList<MeasuredRun> runs) =>
    [
        topic.Name.Split('/')[1],
        string.Join(" · ", topic.Views.Select(view => view.File is { } file
            ? Markdown.Link(view.View, $"../{file}")
            : $"no {view.View}: {view.MissingBecause}").Prepend(Markdown.Link("reference", $"../{topic.Reference}"))),
        Format.Invariant($"{topic.Ids.Count}"),
        Lines(runs, run => Error(run.Verified(topic.Ids), topic.Ids.Count)),
        Lines(runs, run => MeasuredRun.MedianAndRange(run.Ratios(topic.Ids))),
        string.Join("<br>", runs.SelectMany(run => run.Peers(topic.Ids)).Select(time =>
            $"{time.Peer}: {MeasuredRun.Times(time.Ratio)}{Interval(time)}, {Markdown.Plain(time.Work)}")),
    ];

    private static string Lines(IReadOnlyList<MeasuredRun> runs, Func<MeasuredRun, string> cell) => string.Join(
        "<br>", runs.Select(run => (run.Name, Text: cell(run))).Where(line => line.Text.Length > 0).Select(line => $"{line.Name}: {line.Text}"));

    private static string Error(IReadOnlyList<VerifyRow> rows, int formulas)
    {
        if (rows.Count == 0)
        {
            return string.Empty;
        }

        VerifyRow worst = rows.MaxBy(row => row.ShareOfBound)!;
        string of = rows.Count < formulas ? Format.Invariant($", of {rows.Count} formulas") : string.Empty;
        return $"{MeasuredRun.Share(worst.ShareOfBound)}, `{worst.Id}`{of}";
    }

    private static string Interval(PeerTime time) => time is { Low: { } low, High: { } high }
        ? $" ({MeasuredRun.Times(low)} … {MeasuredRun.Times(high)})"
        : string.Empty;
}

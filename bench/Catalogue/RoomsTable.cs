using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary>The README's table: a row a room, what there is of it and what the committed runs say of it.</summary>
internal static class RoomsTable
{
    public static string Text(string root)
    {
        IReadOnlyList<MeasuredRun> runs = MeasuredRun.All(root);
        string[] libraries = [.. runs.SelectMany(run => run.Peers(FormulaEntry.All.Select(entry => entry.Id))).Select(time => time.Library).Distinct()];
        IReadOnlyList<TopicEntry> topics = TopicEntry.All(root);
        return Markdown.Table(
            [
                "room", $"topics: with {string.Join(" · ", View.All.Select(view => view.Name))}", "formulas",
                .. runs.Select(run => $"largest error, of its bound: {Markdown.Link(run.Name, run.Folder)}"),
                .. runs.Select(run => $"times the reference: {run.Name}"),
                .. libraries.Select(library => $"times {library}"),
            ],
            topics.GroupBy(topic => topic.Room)
                .Select(room => Row(Markdown.Link(room.Key, $"docs/topics.md#{room.Key.ToLowerInvariant()}"), [.. room], runs, libraries))
                .Append(Row("all", [.. topics], runs, libraries)));
    }

    private static string[] Row(string room, TopicEntry[] topics, IReadOnlyList<MeasuredRun> runs, string[] libraries)
    {
        string[] ids = [.. topics.SelectMany(topic => topic.Ids)];
        string views = string.Join(" · ", View.All.Select((_, i) => Format.Invariant($"{topics.Count(topic => topic.Views[i].File is not null)}")));
        return
        [
            room,
            Format.Invariant($"{topics.Length}: {views}"),
            Format.Invariant($"{ids.Length}"),
            .. runs.Select(run => Error(run.Verified(ids), ids.Length)),
            .. runs.Select(run => MeasuredRun.MedianAndRange(run.Ratios(ids))),
            .. libraries.Select(library => MeasuredRun.MedianAndRange(
                [.. runs.SelectMany(run => run.Peers(ids)).Where(time => time.Library == library).Select(time => time.Ratio)])),
        ];
    }

    // A run that is older than some formulas says how many it is of.
    private static string Error(IReadOnlyList<VerifyRow> rows, int formulas) => rows.Count == 0
        ? string.Empty
        : MeasuredRun.Share(rows.Max(row => row.ShareOfBound)) + (rows.Count < formulas ? Format.Invariant($" of {rows.Count}") : string.Empty);
}

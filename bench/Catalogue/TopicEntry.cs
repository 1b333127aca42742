namespace BayesBench.Catalogue;

/// <summary>A topic: its files, and its formulas.</summary>
/// <param name="Name">Room and class.</param>
/// <param name="Reference">The reference's file; a class of several parts is known by the first.</param>
/// <param name="Views">The other views, or why there is none.</param>
/// <param name="Ids">Its formulas in the registry.</param>
public sealed record TopicEntry(string Name, string Reference, IReadOnlyList<ViewFile> Views, IReadOnlyList<string> Ids)
{
    /// <summary>The room it is in.</summary>
    public string Room => Name.Split('/')[0];

    /// <summary>Every topic, those without a kernel too, ordered by name.</summary>
    public static IReadOnlyList<TopicEntry> All(string root)
    {
        ILookup<string, string> ids = FormulaEntry.All.ToLookup(entry => entry.Topic, entry => entry.Id);
        return
        [
            .. ids.Select(topic => topic.Key).Union(MissingViews.Listed.Keys.Select(key => key.Split(' ')[0])).Order(StringComparer.Ordinal)
                .Select(topic => new TopicEntry(topic, ReferenceOf(root, topic), [.. Topic.ViewsOf(topic)], [.. ids[topic]])),
        ];
    }

    private static string ReferenceOf(string root, string topic)
    {
        (string folder, string name) = ($"src/Reference/{topic.Split('/')[0]}", topic.Split('/')[1]);
        string[] parts = Directory.GetFiles(Path.Combine(root, folder), $"{name}.*cs");
        return $"{folder}/{Path.GetFileName(parts.OrderBy(part => part.Length).ThenBy(part => part, StringComparer.Ordinal).First())}";
    }
}

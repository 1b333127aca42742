using BayesBench.Catalogue;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Layout;

/// <summary>One topic, one relative path, all views: a topic that lacks one fails, and so does a stale excuse.</summary>
public class MirrorTests
{
    private static readonly string[] Rooms =
        ["Numerics", "Random", "Statistics", "Probability", "Inference", "Gradients", "Networks", "Models"];

    [Fact]
    public void Every_topic_has_every_view()
    {
        string root = Repository.Required();
        var missing = new SortedSet<string>(
            from topic in Topics(root)
            from view in View.All
            where !Holds(root, view, topic)
            select $"{topic} {view.Name}",
            StringComparer.Ordinal);
        Assert.Equal(MissingViews.Listed.Keys.Order(StringComparer.Ordinal), missing);
    }

    [Fact]
    public void No_view_is_without_its_topic()
    {
        string root = Repository.Required();
        var topics = Topics(root).ToHashSet();
        var orphans =
            from view in View.All
            from room in Rooms
            let folder = Path.Combine(root, view.Folder, room)
            where Directory.Exists(folder)
            from file in Directory.GetFiles(folder, $"*{view.Suffix}.cs")
            let topic = $"{room}/{Path.GetFileName(file)[..^(view.Suffix.Length + 3)]}"
            where !topics.Contains(topic)
            select $"{topic} has a {view.Name} but no reference";
        Assert.Empty(orphans);
    }

    // A topic is a public static class of the reference (parts of one are one topic); records and helpers beside it are not.
    private static IEnumerable<string> Topics(string root) => (
        from room in Rooms
        let folder = Path.Combine(root, "src/Reference", room)
        where Directory.Exists(folder)
        from file in Directory.GetFiles(folder, "*.cs")
        let text = File.ReadAllText(file)
        where text.Contains("public static class ", StringComparison.Ordinal)
            || text.Contains("public static partial class ", StringComparison.Ordinal)
        select $"{room}/{Path.GetFileName(file).Split('.')[0]}").Distinct();

    private static bool Holds(string root, View view, string topic)
    {
        string file = Path.Combine(root, view.PathOf(topic));
        return File.Exists(file) && File.ReadAllText(file).Contains(view.MustHold, StringComparison.Ordinal);
    }
}

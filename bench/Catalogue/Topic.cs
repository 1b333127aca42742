using System.Reflection;
using BayesBench.Agreements;
using BayesBench.Reference.Probability;
using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary>A file of a topic, or the reason why there is none.</summary>
/// <param name="View">Which view: <c>reference</c> or one of <see cref="View.All"/>.</param>
/// <param name="File">From the checkout's root; null where it is missing on purpose.</param>
/// <param name="MissingBecause">The reason; null where there is a file.</param>
public sealed record ViewFile(string View, string? File, string? MissingBecause);

/// <summary>The mirror rule: from a formula's class to the files of its topic. A test holds it true (MirrorTests).</summary>
public static class Topic
{
    private static readonly string Root = typeof(Normal).Namespace![..^nameof(Reference.Probability).Length];

    /// <summary>Room and class: <c>Probability/Normal</c>.</summary>
    public static string Of(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        Type type = agreement.Reference.Method.DeclaringType!;
        return $"{type.Namespace![Root.Length..]}/{type.Name}";
    }

    /// <summary>The files of a formula's topic, the reference first.</summary>
    public static IReadOnlyList<ViewFile> FilesOf(Agreement agreement)
    {
        string topic = Of(agreement);
        return [new("reference", ReferenceOf(topic, agreement.Reference.Method), null), .. ViewsOf(topic)];
    }

    /// <summary>The files of a topic's views beside the formula itself.</summary>
    public static IEnumerable<ViewFile> ViewsOf(string topic) =>
        View.All.Select(view => MissingViews.Listed.TryGetValue($"{topic} {view.Name}", out string? reason)
            ? new ViewFile(view.Name, null, reason)
            : new ViewFile(view.Name, view.PathOf(topic), null));

    // A class may have parts (SpecialFunctions.Gamma.cs); which of them holds a method only the checkout can tell.
    private static string ReferenceOf(string topic, MethodInfo method)
    {
        string file = $"src/Reference/{topic}";
        if (Checkout.Root is not { } root)
        {
            return $"{file}*.cs";
        }

        string folder = Path.Combine(root, Path.GetDirectoryName(file)!);
        string part = Directory.GetFiles(folder, $"{Path.GetFileName(topic)}.*cs").Order(StringComparer.Ordinal).First(path =>
            File.ReadLines(path).Any(line => line.Contains("public static ", StringComparison.Ordinal)
                && line.Contains($" {method.Name}(", StringComparison.Ordinal)));
        return Path.GetRelativePath(root, part).Replace('\\', '/');
    }
}

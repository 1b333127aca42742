namespace BayesBench.Catalogue;

/// <summary>One of the ways to see a topic, and where the mirror rule puts it.</summary>
/// <param name="Name">As <see cref="MissingViews"/> calls it.</param>
/// <param name="Folder">The project's folder.</param>
/// <param name="Suffix">What the file's name has after the topic's.</param>
/// <param name="MustHold">A text without which the file is no such view.</param>
public sealed record View(string Name, string Folder, string Suffix, string MustHold)
{
    /// <summary>The views beside the formula itself.</summary>
    public static IReadOnlyList<View> All { get; } =
    [
        new("kernel", "src/Kernels", "Kernels", ".Launch"),
        new("agreement", "src/Agreement", "Agreement", "new Agreement("),
        new("property", "tests/Properties", "Properties", "Assert."),
        new("statistics", "tests/Statistical", "Statistics", "Ledger."),
        new("benchmark", "bench", "Benchmarks", "[Benchmark"),
    ];

    /// <summary>The file of a topic's view, from the checkout's root.</summary>
    public string PathOf(string topic) => $"{Folder}/{topic}{Suffix}.cs";
}

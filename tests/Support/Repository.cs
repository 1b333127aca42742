namespace BayesBench.Tests.Support;

/// <summary>The sources, when the tests run inside a checkout (a published test program has none).</summary>
public static class Repository
{
    public static string? Root { get; } = Find();

    /// <summary>The root of the sources; skips the test when there is none.</summary>
    public static string Required()
    {
        if (Root is null)
        {
            Requirements.Missing("sources", "the test program does not run inside a checkout");
        }

        return Root!;
    }

    // [CallerFilePath] would be a mapped path under CI; the walk up from the program is not.
    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bench.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
